#include "views/design/table/StateDelegate.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/DesignStyle.h"
#include "views/design/theme/Typography.h"

#include <QPainter>

namespace enigm::views::design {

StateDelegate::StateDelegate(Words words, QObject *parent)
    : CellDelegate(CellKind::Text, parent)
    , m_words(std::move(words))
    , m_font(fontFor(TextStyle::Body))
{}

void StateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    const std::optional<StateWord> state = m_words(index);
    if (!state)
        return paintPending(painter, option);
    const Tokens &tokens = tokensOf(option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor ink = tokens.color(selected ? Role::SelectionText : Role::Text);
    const QColor mark = selected && tokens.scheme() == Scheme::HighContrast ? ink : tokens.color(state->tone);
    const auto place = [&](const QRect &logical) { return QStyle::visualRect(option.direction, option.rect, logical); };
    const QRect cell = option.rect.adjusted(metrics::grid, 0, -metrics::grid, -1);
    Icon::paint(painter, place({cell.left(), cell.top(), metrics::smallIcon, cell.height()}), state->glyph, mark);
    painter->setPen(state->tone == Tone::Danger || state->tone == Tone::Warn ? mark : ink);
    painter->setFont(m_font);
    const QRect words = place(cell.adjusted(metrics::smallIcon + 6, 0, 0, 0));
    const auto leading = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    painter->drawText(words, leading | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(state->word, Qt::ElideRight, words.width()));
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int words = QFontMetrics(m_font).horizontalAdvance(wordFor(index));
    return {words + metrics::smallIcon + 6 + 2 * metrics::grid + 1, option.rect.height()};
}

QString StateDelegate::wordFor(const QModelIndex &index) const
{
    const std::optional<StateWord> state = m_words(index);
    return state ? state->word : QString();
}

} // namespace enigm::views::design
