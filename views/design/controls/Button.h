#pragma once

#include "views/design/icons/Glyph.h"

#include <QPushButton>

namespace enigm::views::design {

/// `Primary`: the one act a window is for. `Danger`: its act cannot be taken back. `Secondary`: any other. `Quiet`:
/// acts that stand beside content and draw no box until the pointer comes.
enum class ButtonRole { Primary, Secondary, Danger, Quiet };

/// A push button with a role. Its text is a verb; "…" at its end means that a change will be composed, not that it
/// happens. Never the dialog's default by itself: Enter does not press it unless the dialog asks for that.
class Button final : public QPushButton
{
    Q_OBJECT

public:
    Button(ButtonRole role, const QString &text, QWidget *parent = nullptr);
    Button(ButtonRole role, Glyph glyph, const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] ButtonRole role() const { return m_role; }
    void setRole(ButtonRole role);
    /// Makes the act visible but denied: disabled, and saying which rule denies it and who could do it.
    void deny(const QString &reason);
    void allow();

protected:
    bool event(QEvent *event) override;

private:
    ButtonRole m_role;
    QString m_allowedToolTip;
};

} // namespace enigm::views::design
