#include "tests/support/view/Looks.h"

#include "views/design/facts/HandleLabel.h"
#include "views/design/theme/Theme.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QDir>
#include <QLabel>
#include <QPixmap>

#include <algorithm>
#include <array>

namespace enigm::test {

using views::design::HandleLabel;
using views::design::SchemeChoice;

namespace {

struct Look
{
    const char *name;
    SchemeChoice choice;
    Qt::LayoutDirection direction;
};

constexpr Look contrast{"contrast", SchemeChoice::HighContrast, Qt::LeftToRight};
constexpr std::array looks = {Look{"light", SchemeChoice::Light, Qt::LeftToRight},
                              Look{"dark", SchemeChoice::Dark, Qt::LeftToRight},
                              Look{"mirrored", SchemeChoice::Light, Qt::RightToLeft}};

bool isCut(const QLabel &label)
{
    if (label.text().isEmpty() || qobject_cast<const HandleLabel *>(&label) != nullptr)
        return false;
    return label.wordWrap() ? label.height() < label.heightForWidth(label.width())
                            : label.width() < label.sizeHint().width();
}

QString stumblingBlockIn(const QWidget &widget)
{
    if (widget.visibleRegion().isEmpty())
        return {};
    const auto *label = qobject_cast<const QLabel *>(&widget);
    if (label != nullptr && isCut(*label))
        return QStringLiteral("cut off: ") + label->text();
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    if (button == nullptr)
        return {};
    if (!button->text().isEmpty() && button->width() < button->sizeHint().width())
        return QStringLiteral("cut off: ") + button->text();
    const bool isNameless = button->text().isEmpty() && button->accessibleName().isEmpty();
    return isNameless && button->focusPolicy() != Qt::NoFocus ? QStringLiteral("a button without a name") : QString();
}

/// The first stumbling block of a window in one look, which is saved where looks are.
QString blockIn(QWidget &window, views::design::Theme &theme, const Look &look, const QString &name)
{
    const QString directory = qEnvironmentVariable("ENIGM_GALLERY_DIR");
    theme.setChoice(look.choice);
    window.setLayoutDirection(look.direction);
    QCoreApplication::sendPostedEvents();
    const QPixmap seen = window.grab();
    const QString shown = name + u'-' + QLatin1StringView(look.name);
    if (!directory.isEmpty() && !seen.save(QDir(directory).filePath(shown + QStringLiteral(".png"))))
        return QStringLiteral("could not be saved");
    return stumblingBlock(window);
}

} // namespace

QString stumblingBlock(const QWidget &window)
{
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        if (const QString block = stumblingBlockIn(*widget); !block.isEmpty())
            return block;
    }
    return {};
}

QString lookOver(QWidget &window, views::design::Theme &theme, const QString &name)
{
    QString block;
    QCoreApplication::processEvents(); // panes look at many arrivals at once, a turn later
    for (const Look &look : looks) {
        const QString found = blockIn(window, theme, look, name); // each look is saved, whatever the one before showed
        if (block.isEmpty())
            block = found;
    }
    return block;
}

QString lookInContrast(QWidget &window, views::design::Theme &theme, const QString &name)
{
    QCoreApplication::processEvents();
    const QString block = blockIn(window, theme, contrast, name);
    theme.setChoice(SchemeChoice::Light);
    return block;
}

bool shows(const QWidget &window, const QString &words)
{
    return std::ranges::any_of(window.findChildren<QLabel *>(), [&words](const QLabel *label) {
        return label->isVisible() && (label->text().contains(words) || label->accessibleName().contains(words));
    });
}

} // namespace enigm::test
