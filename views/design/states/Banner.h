#pragma once

#include "views/design/icons/Glyph.h"
#include "views/design/theme/Tokens.h"

#include <QFrame>

class QHBoxLayout;

namespace enigm::views::design {

class Button;
class ToneLabel;

/// A line of news over a pane's content: icon, sentence, at most one act, and a cross where `dismissible`.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    explicit Banner(Tone tone, QWidget *parent = nullptr);

    void setTone(Tone tone);
    void setGlyph(Glyph glyph);
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    /// The act's verb; empty for none.
    void setAct(const QString &verb);
    void setDismissible(bool dismissible);

Q_SIGNALS:
    void acted();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    Glyph m_glyph;
    ToneLabel *m_text;
    Button *m_act;
    Button *m_dismiss;
};

} // namespace enigm::views::design
