#pragma once

#include "views/design/theme/Tokens.h"

#include <QObject>
#include <QPointer>

class QApplication;

namespace enigm::views::design {

class DesignStyle;
class FocusRing;
class SystemScheme;

/// What the person chose in the settings.
enum class SchemeChoice { System, Light, Dark, HighContrast };

/// Dresses the application: style, palette, font and focus ring, now and whenever the desktop or the person changes the
/// scheme. Made once by the composition root, after the QApplication, and outlived by it.
class Theme final : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication &application, SchemeChoice choice = SchemeChoice::System);
    ~Theme() override;

    [[nodiscard]] SchemeChoice choice() const { return m_choice; }
    void setChoice(SchemeChoice choice);
    /// The palette that high contrast follows, where it is not the desktop's (a preview, a test).
    void setHighContrastPalette(const QPalette &palette);
    [[nodiscard]] const Tokens &tokens() const;

Q_SIGNALS:
    /// After every widget has been told.
    void changed();

private:
    [[nodiscard]] Tokens chosen() const;
    void apply();

    QApplication &m_application;
    SchemeChoice m_choice;
    SystemScheme *m_system;
    QPalette m_highContrastPalette;
    QPointer<DesignStyle> m_style;
    FocusRing *m_focusRing;
};

} // namespace enigm::views::design
