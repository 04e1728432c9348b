#include "views/design/theme/Theme.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/theme/AccessibleRoles.h"
#include "views/design/theme/FocusRing.h"
#include "views/design/theme/SystemScheme.h"
#include "views/design/theme/Typography.h"

#include <QApplication>
#include <QToolTip>
#include <QWidget>

namespace enigm::views::design {

Theme::Theme(QApplication &application, SchemeChoice choice)
    : m_application(application)
    , m_choice(choice)
    , m_system(new SystemScheme(QApplication::palette(), this))
    , m_highContrastPalette(QApplication::palette())
    , m_focusRing(new FocusRing(this))
{
    connect(m_system, &SystemScheme::changed, this, [this] {
        if (m_choice == SchemeChoice::System)
            apply();
    });
    installAccessibleRoles();
    QApplication::setFont(baseFont());
    m_style = new DesignStyle(chosen());
    QApplication::setStyle(m_style);
    m_application.installEventFilter(m_focusRing);
    apply();
}

Theme::~Theme()
{
    removeAccessibleRoles();
}

void Theme::setChoice(SchemeChoice choice)
{
    m_choice = choice;
    apply();
}

void Theme::setHighContrastPalette(const QPalette &palette)
{
    m_highContrastPalette = palette;
    apply();
}

const Tokens &Theme::tokens() const
{
    return m_style->tokens();
}

Tokens Theme::chosen() const
{
    switch (m_choice) {
    case SchemeChoice::Light:
        return Tokens::light();
    case SchemeChoice::Dark:
        return Tokens::dark();
    case SchemeChoice::HighContrast:
        return Tokens::highContrast(m_highContrastPalette);
    case SchemeChoice::System:
        break;
    }
    switch (m_system->scheme()) {
    case Scheme::Light:
        break;
    case Scheme::Dark:
        return Tokens::dark();
    case Scheme::HighContrast:
        return Tokens::highContrast(m_highContrastPalette);
    }
    return Tokens::light();
}

void Theme::apply()
{
    if (!m_style)
        return;
    m_style->setTokens(chosen());
    const QPalette palette = m_style->tokens().palette();
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(fontFor(TextStyle::Secondary));
    // Widgets that were never shown get no PaletteChange; those that hold tones of their own must hear of it too.
    for (QWidget *widget : QApplication::allWidgets()) {
        QEvent event(QEvent::StyleChange);
        QCoreApplication::sendEvent(widget, &event);
    }
    Q_EMIT changed();
}

} // namespace enigm::views::design
