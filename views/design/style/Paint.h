#pragma once

#include "views/design/theme/Tokens.h"

#include <QPainter>

namespace enigm::views::design::paint {

/// A crisp box: filled, and bordered inside its rectangle where `border` is valid.
void box(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border = {},
         qreal radius = metrics::radius, qreal width = 1);
/// The keyboard's ring just inside `rect`.
void ring(QPainter *painter, const QRectF &rect, const Tokens &tokens, qreal radius);
/// The border of a field: 3 : 1 against the surface, as WCAG asks of the edge of a control.
[[nodiscard]] QColor fieldBorder(const Tokens &tokens);

} // namespace enigm::views::design::paint
