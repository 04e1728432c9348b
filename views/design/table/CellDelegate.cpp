#include "views/design/table/CellDelegate.h"

#include "views/design/style/DesignStyle.h"
#include "views/design/style/Paint.h"
#include "views/design/theme/Typography.h"

#include <QAbstractItemView>

namespace enigm::views::design {

namespace {

QFont fontOf(CellKind kind)
{
    return fontFor(kind == CellKind::Code ? TextStyle::Mono : TextStyle::Body);
}

} // namespace

CellDelegate::CellDelegate(CellKind kind, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_kind(kind)
    , m_font(fontOf(kind))
{}

void CellDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const Tokens &tokens = tokensOf(option.widget);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.color(Role::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, tokens.hover(Role::Surface));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      tokens.color(tokens.scheme() == Scheme::HighContrast ? Role::Border : Role::Sunken));
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view != nullptr && view->hasFocus() && view->currentIndex() == index &&
        option.state & QStyle::State_KeyboardFocusChange)
        paint::ring(painter, option.rect.adjusted(0, 0, 0, -1), tokens, 4);
}

void CellDelegate::paintPending(QPainter *painter, const QStyleOptionViewItem &option)
{
    const int width = std::min(option.rect.width() - 16, 40 + 17 * (option.rect.top() / 7 % 5));
    const QRect block(option.rect.left() + 8, option.rect.center().y() - 4, std::max(width, 12), 10);
    paint::box(painter, QStyle::visualRect(option.direction, option.rect, block),
               tokensOf(option.widget).color(Role::Sunken), {}, 3);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    const QVariant value = index.data(Qt::DisplayRole);
    if (!value.isValid())
        return paintPending(painter, option);
    const Tokens &tokens = tokensOf(option.widget);
    const bool selected = option.state & QStyle::State_Selected;
    const bool muted = m_kind == CellKind::Muted && !(selected && tokens.scheme() == Scheme::HighContrast);
    painter->setPen(tokens.color(muted ? Role::Muted : (selected ? Role::SelectionText : Role::Text)));
    painter->setFont(m_font);
    const QRect words = option.rect.adjusted(metrics::grid, 0, -metrics::grid, -1);
    const QString text = value.toString();
    const bool atEnd = m_kind == CellKind::Number;
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, atEnd ? Qt::AlignRight : Qt::AlignLeft);
    if (m_kind == CellKind::Code)
        painter->setLayoutDirection(Qt::LeftToRight);
    const QString fitting = painter->fontMetrics().elidedText(text, Qt::ElideRight, words.width());
    if (m_kind == CellKind::Code || m_kind == CellKind::Text)
        painter->drawText(words, static_cast<int>(alignment) | Qt::AlignVCenter | Qt::TextSingleLine, fitting);
    else
        drawTabular(painter, words, alignment, fitting);
    if (m_kind == CellKind::Code)
        painter->setLayoutDirection(option.direction);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int words = QFontMetrics(m_font).horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {words + 2 * metrics::grid + 1, option.rect.height()};
}

} // namespace enigm::views::design
