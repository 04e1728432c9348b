#pragma once

#include "views/design/theme/Tokens.h"
#include "views/design/theme/Typography.h"

#include <QLabel>

namespace enigm::views::design {

/// Words in a tone and a style of the type scale. Plain text always; follows the scheme.
class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ToneLabel(const QString &text = {}, TextStyle style = TextStyle::Body, Tone tone = Tone::Neutral,
                       QWidget *parent = nullptr);

    /// One whose text takes as many lines as it needs.
    [[nodiscard]] static ToneLabel *wrapping(const QString &text, TextStyle style, Tone tone);

    [[nodiscard]] Tone tone() const { return m_tone; }
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void tint();
    void align();

    Tone m_tone;
};

} // namespace enigm::views::design
