#include "tests/stories/tour/Pictures.h"

#include "tests/stories/tour/Hands.h"

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTest>

namespace enigm::tour {

using views::design::SchemeChoice;

namespace {

constexpr int enough = 5; // turns of the event loop, for a window to be at rest

} // namespace

Pictures::Pictures(QString directory, views::design::Theme &theme)
    : m_directory(std::move(directory))
    , m_theme(theme)
{
    if (!QDir().mkpath(m_directory))
        throw Stuck(QStringLiteral("the folder %1 cannot be made").arg(m_directory));
    const QDir folder(m_directory);
    for (const QString &old : folder.entryList({QStringLiteral("[0-9][0-9]-*.png")}, QDir::Files))
        QFile::remove(folder.filePath(old));
}

void Pictures::take(const QString &step, QWidget *widget)
{
    ++m_count;
    const QString name = QStringLiteral("%1-%2").arg(m_count, 2, 10, QLatin1Char('0')).arg(step);
    QWidget *const window = widget->window();
    for (const auto &[choice, suffix] :
         {std::pair(SchemeChoice::Dark, "dark"), std::pair(SchemeChoice::Light, "light")}) {
        m_theme.setChoice(choice);
        for (int turn = 0; turn < enough; ++turn) // what is built anew is laid out, shown and coloured in turns
            QApplication::processEvents();
        save(name + QLatin1Char('-') + QLatin1StringView(suffix), window);
    }
}

void Pictures::takeAll(const QString &step)
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *const window : windows) {
        if (window->isVisible())
            take(step, window);
    }
}

void Pictures::save(const QString &name, QWidget *window) const
{
    const QString path = QStringLiteral("%1/%2.png").arg(m_directory, name);
    if (!window->grab().save(path))
        throw Stuck(QStringLiteral("the picture %1 cannot be saved").arg(path));
}

} // namespace enigm::tour
