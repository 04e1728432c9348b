#include "views/design/facts/HandleLabel.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace enigm::views::design {

QString groupedByFour(const QString &text)
{
    QString result;
    result.reserve(text.size() + text.size() / 4);
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            result.append(u' ');
        result.append(text.at(i));
    }
    return result;
}

HandleLabel::HandleLabel(const QString &value, TextStyle style, QWidget *parent)
    : ToneLabel({}, style, Tone::Neutral, parent)
{
    setFocusPolicy(Qt::TabFocus);
    setValue(value);
}

void HandleLabel::setValue(const QString &value)
{
    m_value = value;
    setText(groupedByFour(value));
    setToolTip(text());
    updateGeometry();
}

void HandleLabel::copy() const
{
    QGuiApplication::clipboard()->setText(m_value);
}

QSize HandleLabel::sizeHint() const
{
    return {QFontMetrics(font()).horizontalAdvance(text()) + 1, QFontMetrics(font()).height() + 2};
}

QSize HandleLabel::minimumSizeHint() const
{
    // Two groups and the ellipsis.
    return {QFontMetrics(font()).horizontalAdvance(text().left(9) + QChar(0x2026)) + 1,
            QFontMetrics(font()).height() + 2};
}

void HandleLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);
    const Tokens &tokens = tokensOf(this);
    painter.setPen(isEnabled() ? tokens.color(tone()) : tokens.disabledText());
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    painter.drawText(rect(), static_cast<int>(alignment) | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

void HandleLabel::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        ToneLabel::keyPressEvent(event);
}

void HandleLabel::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    connect(menu.addAction(Icon::of(Glyph::Copy), tr("Copy")), &QAction::triggered, this, &HandleLabel::copy);
    menu.exec(event->globalPos());
}

} // namespace enigm::views::design
