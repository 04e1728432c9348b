#pragma once

#include <QFont>
#include <QStringView>

class QPainter;
class QRectF;
class QFontMetrics;

namespace enigm::views::design {

/// The type scale: 12, 13, 15, 20 and 28 pixels, weights 400 and 600, and the monospace of handles, digests and
/// versions.
enum class TextStyle { Secondary, SecondaryStrong, Body, BodyStrong, Section, Title, Figure, Mono, MonoSmall };

/// The application's base font: Inter where it is installed, else the desktop's own, 13 px.
[[nodiscard]] QFont baseFont();
/// A style of the scale in the application's family.
[[nodiscard]] QFont fontFor(TextStyle style);

/// Draws one line of text whose digits all take the width of the widest, so that columns of numbers line up. Text that
/// the font cannot show glyph for glyph (anything but printable ASCII) is drawn the ordinary way. `alignment` is
/// horizontal and visual (AlignLeft, AlignRight, AlignHCenter); the text is centred vertically. Colour is the painter's
/// pen.
void drawTabular(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, QStringView text);
/// The width that drawTabular takes, in pixels.
[[nodiscard]] qreal tabularWidth(const QFont &font, QStringView text);

} // namespace enigm::views::design
