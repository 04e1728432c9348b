#include "views/design/theme/Typography.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QPainter>
#include <QRawFont>

#include <algorithm>

namespace enigm::views::design {

using namespace Qt::StringLiterals;

namespace {

struct TabularLine
{
    QRawFont font;
    QList<quint32> glyphs = {};
    QList<QPointF> positions = {};
    qreal width = 0;
};

bool isPlain(QStringView text)
{
    return std::ranges::all_of(text, [](QChar character) { return character >= u' ' && character <= u'~'; });
}

TabularLine layOut(const QFont &font, QStringView text)
{
    TabularLine line{.font = QRawFont::fromFont(font)};
    if (!isPlain(text) || !line.font.isValid())
        return line;
    line.glyphs = line.font.glyphIndexesForString(text.toString());
    if (line.glyphs.size() != text.size() || line.glyphs.contains(0))
        return TabularLine{.font = line.font};
    QList<QPointF> advances = line.font.advancesForGlyphIndexes(line.glyphs);
    const QList<QPointF> digits = line.font.advancesForGlyphIndexes(line.font.glyphIndexesForString(u"0123456789"_s));
    qreal widest = 0;
    for (const QPointF &advance : digits)
        widest = std::max(widest, advance.x());
    for (qsizetype i = 0; i < advances.size(); ++i) {
        const bool digit = text.at(i) >= u'0' && text.at(i) <= u'9';
        const qreal own = advances.at(i).x();
        line.positions.append({line.width + (digit ? (widest - own) / 2 : 0), 0});
        line.width += digit ? widest : own;
    }
    return line;
}

} // namespace

QFont baseFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::families().contains("Inter"_L1))
        font.setFamilies({u"Inter"_s, font.family()});
    font.setPixelSize(13);
    font.setHintingPreference(QFont::PreferVerticalHinting);
    return font;
}

QFont fontFor(TextStyle style)
{
    QFont font = QGuiApplication::font();
    const auto scaled = [&font](int pixels, QFont::Weight weight) {
        font.setPixelSize(pixels);
        font.setWeight(weight);
        return font;
    };
    const auto fixed = [](int pixels) {
        QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        mono.setPixelSize(pixels);
        mono.setStyleHint(QFont::Monospace);
        return mono;
    };
    switch (style) {
    case TextStyle::Secondary:
        return scaled(12, QFont::Normal);
    case TextStyle::SecondaryStrong:
        return scaled(12, QFont::DemiBold);
    case TextStyle::Body:
        return scaled(13, QFont::Normal);
    case TextStyle::BodyStrong:
        return scaled(13, QFont::DemiBold);
    case TextStyle::Section:
        return scaled(15, QFont::DemiBold);
    case TextStyle::Title:
        return scaled(20, QFont::DemiBold);
    case TextStyle::Figure:
        return scaled(28, QFont::DemiBold);
    case TextStyle::Mono:
        return fixed(13);
    case TextStyle::MonoSmall:
        return fixed(12);
    }
    return font;
}

qreal tabularWidth(const QFont &font, QStringView text)
{
    const TabularLine line = layOut(font, text);
    return line.glyphs.isEmpty() ? QFontMetricsF(font).horizontalAdvance(text.toString()) : line.width;
}

void drawTabular(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, QStringView text)
{
    const TabularLine line = layOut(painter->font(), text);
    if (line.glyphs.isEmpty()) {
        painter->drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text.toString());
        return;
    }
    const QFontMetricsF metrics(painter->font());
    qreal left = rect.left();
    if (alignment & Qt::AlignRight)
        left = rect.right() - line.width;
    else if (alignment & Qt::AlignHCenter)
        left = rect.center().x() - line.width / 2;
    const qreal baseline = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    QGlyphRun run;
    run.setRawFont(line.font);
    run.setGlyphIndexes(line.glyphs);
    run.setPositions(line.positions);
    painter->drawGlyphRun({left, baseline}, run);
}

} // namespace enigm::views::design
