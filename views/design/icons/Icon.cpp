#include "views/design/icons/Icon.h"

#include "views/design/style/DesignStyle.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace enigm::views::design {

using namespace Qt::StringLiterals;

namespace {

QColor colorFor(const Tokens &tokens, Tone tone, QIcon::Mode mode)
{
    switch (mode) {
    case QIcon::Disabled:
        return tokens.disabledText();
    case QIcon::Selected:
        return tokens.scheme() == Scheme::HighContrast ? tokens.color(Role::SelectionText) : tokens.color(tone);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return tokens.color(tone);
}

class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(Glyph glyph, Tone tone)
        : m_glyph(glyph)
        , m_tone(tone)
    {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        Icon::paint(painter, rect, m_glyph, colorFor(tokensOf(nullptr), m_tone, mode),
                    std::min(rect.width(), rect.height()));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return Icon::pixmap(m_glyph, std::min(size.width(), size.height()), colorFor(tokensOf(nullptr), m_tone, mode),
                            1.0);
    }

    QIconEngine *clone() const override { return new TintedEngine(m_glyph, m_tone); }

private:
    Glyph m_glyph;
    Tone m_tone;
};

QImage drawn(Glyph glyph, int pixels, const QColor &color)
{
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    QSvgRenderer renderer(glyphPath(glyph));
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    painter.end();
    return isDirectional(glyph) && QGuiApplication::isRightToLeft() ? image.mirrored(true, false) : image;
}

} // namespace

QIcon Icon::of(Glyph glyph, Tone tone)
{
    return QIcon(new TintedEngine(glyph, tone));
}

QPixmap Icon::pixmap(Glyph glyph, int size, const QColor &color, qreal devicePixelRatio)
{
    const int pixels = static_cast<int>(std::lround(size * devicePixelRatio));
    const QString key = u"enigm-icon-%1-%2-%3-%4"_s.arg(static_cast<int>(glyph))
                            .arg(pixels)
                            .arg(color.rgba(), 8, 16)
                            .arg(QGuiApplication::isRightToLeft() ? 1 : 0);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = QPixmap::fromImage(drawn(glyph, std::max(pixels, 1), color));
        QPixmapCache::insert(key, pixmap);
    }
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

void Icon::paint(QPainter *painter, const QRect &rect, Glyph glyph, const QColor &color, int size)
{
    const qreal ratio = painter->device()->devicePixelRatio();
    const QRect square(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2, size, size);
    painter->drawPixmap(square, pixmap(glyph, size, color, ratio));
}

} // namespace enigm::views::design
