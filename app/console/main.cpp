#include "api-client/session/Installation.h"
#include "app/console/ConsoleOptions.h"
#include "app/console/ConsoleWindow.h"
#include "views/design/theme/Theme.h"
#include "views/words/Language.h"

#include <QApplication>

#include <sys/prctl.h>

int main(int argc, char **argv)
{
    // Keys and PINs pass through this process: no core dumps, and no other process of this user may look into it.
    ::prctl(PR_SET_DUMPABLE, 0);
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("enigm-command"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ENIGM_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Enigm Command"));
    QGuiApplication::setDesktopFileName(QStringLiteral("enigm-command"));

    const enigm::views::words::Language language;
    const enigm::app::ConsoleOptions options = enigm::app::ConsoleOptions::parse(application);
    const enigm::views::design::Theme theme(application,
                                            options.scheme.value_or(enigm::views::design::SchemeChoice::System));
    enigm::app::ConsoleWindow window(options, enigm::client::stateDirectory());
    window.show();
    window.start();
    return QApplication::exec();
}
