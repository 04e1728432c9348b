#pragma once

#include "views/design/icons/Glyph.h"

#include <QWidget>

namespace enigm::views::design {

class Button;
class ToneLabel;

/// What stands where there is nothing to show: a drawing, what this is, a sentence on what to do next, at most one act.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    void set(Glyph glyph, const QString &title, const QString &sentence, const QString &verb = {});

Q_SIGNALS:
    void acted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph = Glyph::Info;
    QWidget *m_mark;
    ToneLabel *m_title;
    ToneLabel *m_sentence;
    Button *m_act;
};

} // namespace enigm::views::design
