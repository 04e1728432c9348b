#include "views/design/style/ButtonPaint.h"

#include "views/design/controls/Button.h"
#include "views/design/icons/Icon.h"
#include "views/design/style/Paint.h"

#include <QPainter>
#include <QStyleOption>
#include <QToolButton>

namespace enigm::views::design::paint {

namespace {

struct ButtonColors
{
    QColor fill;
    QColor border;
    QColor text;
};

ButtonRole roleOf(const QStyleOptionButton &option, const QWidget *widget)
{
    if (const auto *button = qobject_cast<const Button *>(widget))
        return button->role();
    if (option.features & QStyleOptionButton::Flat)
        return ButtonRole::Quiet;
    return option.features & QStyleOptionButton::DefaultButton ? ButtonRole::Primary : ButtonRole::Secondary;
}

// Its words name a button, so that its edge may be quieter than a field's.
QColor buttonBorder(const Tokens &tokens)
{
    return tokens.scheme() == Scheme::HighContrast
               ? tokens.color(Role::Border)
               : blend(tokens.color(Role::Muted), tokens.color(Role::Surface), 0.42);
}

QColor filled(const Tokens &tokens, const QColor &base, QStyle::State state)
{
    if (state & (QStyle::State_Sunken | QStyle::State_On))
        return blend(tokens.color(Role::Text), base, 0.24);
    return state & QStyle::State_MouseOver ? blend(tokens.color(Role::Text), base, 0.12) : base;
}

QColor plain(const Tokens &tokens, QStyle::State state, const QColor &rest)
{
    if (state & (QStyle::State_Sunken | QStyle::State_On))
        return tokens.pressed(Role::Surface);
    return state & QStyle::State_MouseOver ? tokens.hover(Role::Surface) : rest;
}

ButtonColors colorsOf(const Tokens &tokens, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonRole role = roleOf(option, widget);
    if (!(option.state & QStyle::State_Enabled)) {
        const bool boxed = role != ButtonRole::Quiet;
        return {boxed ? tokens.color(Role::Sunken) : QColor(), boxed ? tokens.color(Role::Border) : QColor(),
                tokens.disabledText()};
    }
    switch (role) {
    case ButtonRole::Primary:
        return {filled(tokens, tokens.color(Role::Accent), option.state), {}, tokens.color(Role::OnAccent)};
    case ButtonRole::Danger:
        if (tokens.scheme() == Scheme::HighContrast)
            return {filled(tokens, tokens.color(Role::Text), option.state), {}, tokens.color(Role::Canvas)};
        return {filled(tokens, tokens.color(Role::Danger), option.state), {}, tokens.color(Role::OnAccent)};
    case ButtonRole::Secondary:
        return {plain(tokens, option.state, tokens.color(Role::Surface)), buttonBorder(tokens),
                tokens.color(Role::Text)};
    case ButtonRole::Quiet:
        return {plain(tokens, option.state, {}), {}, tokens.color(option.text.isEmpty() ? Role::Muted : Role::Accent)};
    }
    return {};
}

QPixmap tinted(const QIcon &icon, const QSize &size, const QColor &color, qreal ratio)
{
    QPixmap pixmap = icon.pixmap(size, ratio);
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect({}, size), color);
    return pixmap;
}

void chevron(QPainter *painter, const QRect &rect, const QColor &color)
{
    Icon::paint(painter, rect, Glyph::ChevronDown, color, 12);
}

} // namespace

void pushButtonBevel(const Tokens &tokens, QPainter *painter, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonColors colors = colorsOf(tokens, option, widget);
    box(painter, option.rect, colors.fill, colors.border);
}

void pushButtonLabel(const Tokens &tokens, QPainter *painter, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonColors colors = colorsOf(tokens, option, widget);
    const bool menu = option.features & QStyleOptionButton::HasMenu;
    const int flags = Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
    const int textWidth = option.fontMetrics.size(flags, option.text).width();
    const int iconWidth = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = iconWidth > 0 && textWidth > 0 ? metrics::half + 2 : 0;
    const int chevronWidth = menu ? 18 : 0;
    const int total = std::min(textWidth + iconWidth + gap + chevronWidth, option.rect.width());
    const bool leftToRight = option.direction == Qt::LeftToRight;
    int x = option.rect.x() + (option.rect.width() - total) / 2;
    const auto take = [&](int width) {
        const QRect part(x, option.rect.y(), width, option.rect.height());
        x += width;
        return leftToRight ? part : QStyle::visualRect(Qt::RightToLeft, option.rect, part);
    };
    if (iconWidth > 0) {
        const QRect part = take(iconWidth);
        const QRect square(part.x(), part.center().y() - option.iconSize.height() / 2 + 1, iconWidth,
                           option.iconSize.height());
        painter->drawPixmap(square,
                            tinted(option.icon, option.iconSize, colors.text, painter->device()->devicePixelRatio()));
        x += gap;
    }
    painter->setPen(colors.text);
    painter->drawText(take(total - iconWidth - gap - chevronWidth), flags, option.text);
    if (menu)
        chevron(painter, take(chevronWidth).adjusted(4, 0, 0, 0), colors.text);
}

void toolButton(const Tokens &tokens, QPainter *painter, const QStyleOptionToolButton &option, const QWidget *)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor text = enabled ? tokens.color(Role::Text) : tokens.disabledText();
    const QColor fill = enabled ? plain(tokens, option.state, {}) : QColor();
    if (fill.isValid())
        box(painter, option.rect, fill);
    const bool menu = option.features & QStyleOptionToolButton::HasMenu;
    const bool words = option.toolButtonStyle != Qt::ToolButtonIconOnly && !option.text.isEmpty();
    QRect inner = option.rect.adjusted(6, 0, -6, 0);
    const auto take = [&inner, &option](int width, bool leading) {
        const bool left = leading == (option.direction == Qt::LeftToRight);
        const QRect part(left ? inner.left() : inner.right() - width + 1, inner.top(), width, inner.height());
        inner = left ? inner.adjusted(width, 0, 0, 0) : inner.adjusted(0, 0, -width, 0);
        return part;
    };
    if (menu)
        chevron(painter, take(12, false), text);
    if (!option.icon.isNull() && option.toolButtonStyle != Qt::ToolButtonTextOnly) {
        const QRect part = words ? take(option.iconSize.width() + 6, true) : inner;
        const int offset =
            words ? (option.direction == Qt::LeftToRight ? 0 : 6) : (part.width() - option.iconSize.width() + 1) / 2;
        const QRect square(part.x() + offset, part.y() + (part.height() - option.iconSize.height()) / 2,
                           option.iconSize.width(), option.iconSize.height());
        option.icon.paint(painter, square, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    if (words) {
        painter->setPen(text);
        painter->drawText(inner, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
    }
}

void checkBox(const Tokens &tokens, QPainter *painter, const QRect &rect, QStyle::State state)
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool marked = state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor accent = enabled ? tokens.color(Role::Accent) : tokens.disabledText();
    if (!marked) {
        box(painter, rect, state & QStyle::State_MouseOver ? tokens.hover(Role::Surface) : tokens.color(Role::Surface),
            enabled ? fieldBorder(tokens) : tokens.color(Role::Border), 4);
        return;
    }
    box(painter, rect, accent, {}, 4);
    Icon::paint(painter, rect, state & QStyle::State_On ? Glyph::Check : Glyph::Minus, tokens.color(Role::OnAccent),
                12);
}

void radioButton(const Tokens &tokens, QPainter *painter, const QRect &rect, QStyle::State state)
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool on = state & QStyle::State_On;
    const QColor accent = enabled ? tokens.color(Role::Accent) : tokens.disabledText();
    box(painter, rect, tokens.color(Role::Surface), on ? accent : fieldBorder(tokens), rect.width() / 2.0);
    if (on)
        box(painter, rect.adjusted(4, 4, -4, -4), accent, {}, rect.width() / 2.0);
}

} // namespace enigm::views::design::paint
