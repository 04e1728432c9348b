#include "views/design/icons/Icon.h"

#include "tests/support/LogGuard.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <set>

using namespace enigm::views::design;

class IconTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QGuiApplication::setLayoutDirection(Qt::LeftToRight); }
    void everyGlyphIsDrawnAndNoTwoAreAlike();
    void aGlyphTakesTheColourItIsGiven();
    void anArrowPointsTheWayPeopleRead();
    void aGlyphIsSharpOnADenseScreen();
};

namespace {

QImage imageOf(Glyph glyph, int size = 20)
{
    return Icon::pixmap(glyph, size, Qt::black, 1.0).toImage().convertToFormat(QImage::Format_ARGB32);
}

} // namespace

void IconTest::everyGlyphIsDrawnAndNoTwoAreAlike()
{
    std::set<QByteArray> seen;
    for (const Glyph glyph : allGlyphs()) {
        const QImage image = imageOf(glyph);
        int inked = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                inked += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
        QVERIFY2(inked >= 12, qPrintable(glyphPath(glyph)));
        for (int i = 0; i < image.width(); ++i) // nothing touches the edge, where it would be cut
            QVERIFY2(qAlpha(image.pixel(i, 0)) + qAlpha(image.pixel(0, i)) + qAlpha(image.pixel(i, 19)) +
                             qAlpha(image.pixel(19, i)) ==
                         0,
                     qPrintable(glyphPath(glyph)));
        QVERIFY2(seen.insert(QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes())).second,
                 qPrintable(glyphPath(glyph)));
    }
}

void IconTest::aGlyphTakesTheColourItIsGiven()
{
    const QImage image = Icon::pixmap(Glyph::Dot, 20, QColor(0x1B7346), 1.0).toImage();
    QCOMPARE(image.pixelColor(10, 10), QColor(0x1B7346));
}

void IconTest::anArrowPointsTheWayPeopleRead()
{
    const QImage forward = imageOf(Glyph::Arrow);
    const QImage clock = imageOf(Glyph::Clock);
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    QCOMPARE(imageOf(Glyph::Arrow), forward.mirrored(true, false));
    QCOMPARE(imageOf(Glyph::Clock), clock);
}

void IconTest::aGlyphIsSharpOnADenseScreen()
{
    const QPixmap pixmap = Icon::pixmap(Glyph::Shield, 16, Qt::black, 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.deviceIndependentSize(), QSizeF(16, 16));
}

ENIGM_WIDGET_TEST_MAIN(IconTest)
#include "IconTest.moc"
