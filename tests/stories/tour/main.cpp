#include "app/console/ConsoleWindow.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Pictures.h"
#include "tests/stories/tour/Story.h"
#include "tests/support/LogGuard.h"
#include "views/design/theme/Theme.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>

#include <cstdio>

int main(int argc, char **argv)
{
    // The person in the story answers the toolkit's own file dialog, which is the same on every desktop.
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    if (argc != 2) {
        std::fputs("usage: enigm-tour DIRECTORY\n", stderr);
        return 2;
    }
    const enigm::test::ProgramLogGuard guard;
    const QString output = QDir(QString::fromLocal8Bit(argv[1])).absolutePath();
    const enigm::views::words::Language language;
    const QTemporaryDir state;
    enigm::views::design::Theme theme(application, enigm::views::design::SchemeChoice::Light);
    enigm::tour::Pictures pictures(output, theme);
    enigm::app::ConsoleWindow window({}, state.path());
    try {
        window.show();
        window.activateWindow();
        window.start();
        enigm::tour::Story(window, pictures, state.path() + QStringLiteral("/sample"), output).play();
        window.close();
        std::fprintf(stderr, "tour: done, %d pictures in two schemes are in %s\n", pictures.count(),
                     qPrintable(output));
        if (guard.unexpectedLines() > 0)
            std::fprintf(stderr, "tour: %d warnings were written on the way\n", guard.unexpectedLines());
        return guard.unexpectedLines() > 0 ? 1 : 0;
    } catch (const enigm::tour::Stuck &stuck) {
        std::fprintf(stderr, "tour: %s\n", stuck.what());
        pictures.takeAll(QStringLiteral("stuck"));
        return 1;
    }
}
