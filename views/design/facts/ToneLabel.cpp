#include "views/design/facts/ToneLabel.h"

#include "views/design/style/DesignStyle.h"

#include <QEvent>

namespace enigm::views::design {

ToneLabel::ToneLabel(const QString &text, TextStyle style, Tone tone, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setFont(fontFor(style));
    setText(text);
    tint();
    align();
}

ToneLabel *ToneLabel::wrapping(const QString &text, TextStyle style, Tone tone)
{
    auto *const label = new ToneLabel(text, style, tone);
    label->setWordWrap(true);
    return label;
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    tint();
}

void ToneLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::EnabledChange)
        tint();
    if (event->type() == QEvent::LayoutDirectionChange)
        align();
    QLabel::changeEvent(event);
}

void ToneLabel::align()
{
    // A label aligns by the script of its text, so that numbers and names of a mirrored list would stand ragged.
    const Qt::Alignment now = alignment();
    if (now & (Qt::AlignHCenter | Qt::AlignRight | Qt::AlignJustify) && !(now & Qt::AlignAbsolute))
        return;
    const Qt::Alignment side = layoutDirection() == Qt::LeftToRight ? Qt::AlignLeft : Qt::AlignRight;
    setAlignment((now & Qt::AlignVertical_Mask) | side | Qt::AlignAbsolute);
}

void ToneLabel::tint()
{
    const Tokens &tokens = tokensOf(this);
    const QColor color = isEnabled() ? tokens.color(m_tone) : tokens.disabledText();
    if (palette().color(foregroundRole()) == color) // setPalette sends the event that brought us here
        return;
    QPalette tinted;
    tinted.setColor(foregroundRole(), color);
    setPalette(tinted);
}

} // namespace enigm::views::design
