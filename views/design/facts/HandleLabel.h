#pragma once

#include "views/design/facts/ToneLabel.h"

namespace enigm::views::design {

/// `text` in groups of four, separated by spaces.
[[nodiscard]] QString groupedByFour(const QString &text);

/// A handle, digest or key fingerprint: monospace, in groups of four, from left to right in every language. Where it
/// does not fit it ends in an ellipsis; copying (Ctrl+C, context menu) always takes the whole, without the spaces.
class HandleLabel final : public ToneLabel
{
    Q_OBJECT

public:
    explicit HandleLabel(const QString &value = {}, TextStyle style = TextStyle::Mono, QWidget *parent = nullptr);

    /// The exact text, as signed and logged.
    [[nodiscard]] const QString &value() const { return m_value; }
    void setValue(const QString &value);
    void copy() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString m_value;
};

} // namespace enigm::views::design
