#pragma once

#include <QAbstractButton>

namespace enigm::views::design {

/// The way into the command palette: looks like a search field, names its shortcut at the far end.
class PaletteButton final : public QAbstractButton
{
    Q_OBJECT

public:
    /// `shortcut` as people read it ("Ctrl+K").
    PaletteButton(const QString &text, const QString &shortcut, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_shortcut;
};

} // namespace enigm::views::design
