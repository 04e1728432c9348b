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
    QLabel::changeEvent(event);
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
