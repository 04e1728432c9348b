#include "views/design/controls/Button.h"

#include "views/design/icons/Icon.h"

#include <QHelpEvent>
#include <QToolTip>

namespace enigm::views::design {

Button::Button(ButtonRole role, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_role(role)
{
    setAutoDefault(false);
}

Button::Button(ButtonRole role, Glyph glyph, const QString &text, QWidget *parent)
    : Button(role, text, parent)
{
    setIcon(Icon::of(glyph));
}

void Button::setRole(ButtonRole role)
{
    m_role = role;
    update();
}

void Button::deny(const QString &reason)
{
    if (isEnabled())
        m_allowedToolTip = toolTip();
    setToolTip(reason);
    setAccessibleDescription(reason);
    setEnabled(false);
}

void Button::allow()
{
    if (isEnabled())
        return;
    setToolTip(m_allowedToolTip);
    setAccessibleDescription({});
    setEnabled(true);
}

bool Button::event(QEvent *event)
{
    // Why an act is denied must be told of a disabled button too, in plain text whatever the reason holds.
    if (event->type() == QEvent::ToolTip && !toolTip().isEmpty()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), toolTip().toHtmlEscaped(), this);
        return true;
    }
    return QPushButton::event(event);
}

} // namespace enigm::views::design
