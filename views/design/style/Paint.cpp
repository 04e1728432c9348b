#include "views/design/style/Paint.h"

namespace enigm::views::design::paint {

void box(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, qreal radius, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool bordered = border.isValid();
    painter->setPen(bordered ? QPen(border, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = bordered ? width / 2 : 0;
    painter->drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
    painter->restore();
}

void ring(QPainter *painter, const QRectF &rect, const Tokens &tokens, qreal radius)
{
    box(painter, rect, {}, tokens.color(Role::Accent), radius, metrics::focusWidth);
}

QColor fieldBorder(const Tokens &tokens)
{
    switch (tokens.scheme()) {
    case Scheme::Light:
        return blend(tokens.color(Role::Muted), tokens.color(Role::Surface), 0.72);
    case Scheme::Dark:
        return blend(tokens.color(Role::Muted), tokens.color(Role::Surface), 0.6);
    case Scheme::HighContrast:
        break;
    }
    return tokens.color(Role::Border);
}

} // namespace enigm::views::design::paint
