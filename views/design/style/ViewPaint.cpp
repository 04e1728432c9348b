#include "views/design/style/ViewPaint.h"

#include "views/design/icons/Icon.h"
#include "views/design/style/Paint.h"

#include <QPainter>
#include <QStyleOption>

namespace enigm::views::design::paint {

void headerSection(const Tokens &tokens, QPainter *painter, const QStyleOptionHeader &option)
{
    const bool hovered = option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled;
    painter->fillRect(option.rect, hovered ? tokens.hover(Role::Sunken) : tokens.color(Role::Sunken));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      tokens.color(Role::Border));
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    QRect text = option.rect.adjusted(metrics::grid, 0, -metrics::grid, -1);
    const int arrow = sorted ? 16 : 0;
    const Qt::Alignment alignment = QStyle::visualAlignment(option.direction, option.textAlignment);
    const QString words = option.fontMetrics.elidedText(option.text, Qt::ElideRight, text.width() - arrow);
    const int width = option.fontMetrics.horizontalAdvance(words);
    painter->setPen(sorted ? tokens.color(Role::Text) : tokens.color(Role::Muted));
    QRect mark(0, text.top(), arrow, text.height());
    if (alignment & Qt::AlignRight) {
        mark.moveLeft(text.right() - width - arrow + 1);
    } else {
        mark.moveLeft(text.left() + width);
    }
    painter->drawText(
        text, static_cast<int>(alignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextSingleLine, words);
    if (sorted) // Qt's SortDown means ascending: smallest on top
        Icon::paint(painter, mark,
                    option.sortIndicator == QStyleOptionHeader::SortDown ? Glyph::ChevronUp : Glyph::ChevronDown,
                    tokens.color(Role::Text), 12);
}

void itemPanel(const Tokens &tokens, QPainter *painter, const QStyleOptionViewItem &option)
{
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, tokens.color(Role::Selection));
    else if (option.state & QStyle::State_MouseOver && option.state & QStyle::State_Enabled)
        painter->fillRect(option.rect, tokens.hover(Role::Surface));
    else if (option.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, option.backgroundBrush);
}

void tab(const Tokens &tokens, QPainter *painter, const QStyleOptionTab &option)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool enabled = option.state & QStyle::State_Enabled;
    if (!selected && enabled && option.state & QStyle::State_MouseOver)
        box(painter, option.rect.adjusted(2, 4, -2, -4), tokens.hover(Role::Canvas));
    QColor color = tokens.color(selected ? Role::Text : Role::Muted);
    if (!enabled)
        color = tokens.disabledText();
    QRect text = option.rect;
    if (!option.icon.isNull()) {
        const int width = option.fontMetrics.horizontalAdvance(option.text);
        const QRect part(text.x() + (text.width() - width - 22) / 2, text.y(), 16, text.height());
        const QRect square(part.x(), part.center().y() - 8, 16, 16);
        option.icon.paint(painter, QStyle::visualRect(option.direction, option.rect, square), Qt::AlignCenter,
                          enabled ? QIcon::Normal : QIcon::Disabled);
        text = QStyle::visualRect(option.direction, option.rect, text.adjusted(22, 0, 0, 0));
    }
    painter->setPen(color);
    painter->drawText(text, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
    if (selected)
        painter->fillRect(QRect(option.rect.left() + 8, option.rect.bottom() - 1, option.rect.width() - 16, 2),
                          tokens.color(Role::Accent));
}

void menuItem(const Tokens &tokens, QPainter *painter, const QStyleOptionMenuItem &option)
{
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(option.rect.left() + 8, option.rect.center().y(), option.rect.width() - 16, 1),
                          tokens.color(Role::Border));
        return;
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool selected = option.state & QStyle::State_Selected;
    if (selected && enabled)
        box(painter, option.rect.adjusted(4, 1, -4, -1), tokens.color(Role::Selection), {}, 4);
    const QColor text = enabled ? tokens.color(selected ? Role::SelectionText : Role::Text) : tokens.disabledText();
    const QRect inner = option.rect.adjusted(12, 0, -12, 0);
    const auto place = [&](const QRect &logical) { return QStyle::visualRect(option.direction, option.rect, logical); };
    const QRect mark(inner.left(), inner.center().y() - 8, 16, 16);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        Icon::paint(painter, place(mark), Glyph::Check, enabled ? tokens.color(Role::Accent) : text);
    else if (!option.icon.isNull())
        option.icon.paint(painter, place(mark), Qt::AlignCenter,
                          !enabled ? QIcon::Disabled : (selected ? QIcon::Selected : QIcon::Normal));
    const QRect words = place(inner.adjusted(24, 0, 0, 0));
    const QStringList parts = option.text.split(u'\t');
    painter->setPen(text);
    painter->setFont(option.font);
    const int leading = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft));
    const int trailing = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignRight));
    painter->drawText(words, leading | Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, parts.value(0));
    if (parts.size() > 1) {
        painter->setPen(enabled && !(selected && tokens.scheme() == Scheme::HighContrast) ? tokens.color(Role::Muted)
                                                                                          : text);
        painter->drawText(words, trailing | Qt::AlignVCenter | Qt::TextSingleLine, parts.value(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        Icon::paint(painter, place(QRect(inner.right() - 15, inner.center().y() - 8, 16, 16)), Glyph::ChevronForward,
                    text, 12);
}

void menuBarItem(const Tokens &tokens, QPainter *painter, const QStyleOptionMenuItem &option)
{
    painter->fillRect(option.rect, tokens.color(Role::Canvas));
    if (option.state & (QStyle::State_Selected | QStyle::State_Sunken))
        box(painter, option.rect.adjusted(2, 2, -2, -2), tokens.hover(Role::Canvas));
    painter->setPen(option.state & QStyle::State_Enabled ? tokens.color(Role::Text) : tokens.disabledText());
    painter->drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
}

void branch(const Tokens &tokens, QPainter *painter, const QStyleOption &option)
{
    if (!(option.state & QStyle::State_Children))
        return;
    Icon::paint(painter, option.rect, option.state & QStyle::State_Open ? Glyph::ChevronDown : Glyph::ChevronForward,
                tokens.color(Role::Muted), 12);
}

} // namespace enigm::views::design::paint
