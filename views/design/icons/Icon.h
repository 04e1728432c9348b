#pragma once

#include "views/design/icons/Glyph.h"
#include "views/design/theme/Tokens.h"

#include <QIcon>
#include <QPixmap>

class QPainter;
class QRect;

namespace enigm::views::design {

/// The icon set, tinted when painted: an icon made once follows every later change of scheme.
struct Icon
{
    /// For buttons, actions and item models. Disabled and selected modes take the scheme's colours for these.
    [[nodiscard]] static QIcon of(Glyph glyph, Tone tone = Tone::Neutral);
    /// One drawing in one colour, `size` device-independent pixels square.
    [[nodiscard]] static QPixmap pixmap(Glyph glyph, int size, const QColor &color, qreal devicePixelRatio);
    /// The same, centred in `rect` at `size`, at the resolution of the painter's device.
    static void paint(QPainter *painter, const QRect &rect, Glyph glyph, const QColor &color, int size = 16);
};

} // namespace enigm::views::design
