#include "views/design/facts/QrCode.h"

#include "tests/support/LogGuard.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QTest>

#include <memory>
#include <zbar.h>

using namespace enigm;
using namespace Qt::StringLiterals;
using views::design::QrCode;

/// What the console draws is read by a reader of codes that knows nothing of it.
class QrCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aReaderReadsIt_data();
    void aReaderReadsIt();
    void itIsReadInDarkToo();
    void nothingIsLeftOfIt();
    void whatFitsNoCodeShowsNone();

private:
    std::unique_ptr<views::design::Theme> m_theme;
};

namespace {

const QByteArray ticket = "enigm-enroll:1:ZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGRkZGQ:"
                          "dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHR0dHQ:a2tra2tra2tra2tra2traw:"
                          "https://192.0.2.7:9443"_ba;

struct DestroyScanner
{
    void operator()(zbar::zbar_image_scanner_t *scanner) const { zbar::zbar_image_scanner_destroy(scanner); }
};

/// What a camera that sees the widget would make of it; empty for no code.
QByteArray readOff(QWidget &widget)
{
    QImage picture(widget.size(), QImage::Format_RGB32);
    widget.render(&picture);
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    QByteArray pixels;
    for (int row = 0; row < grey.height(); ++row)
        pixels.append(reinterpret_cast<const char *>(grey.constScanLine(row)), grey.width());
    const std::unique_ptr<zbar::zbar_image_scanner_t, DestroyScanner> scanner(zbar::zbar_image_scanner_create());
    zbar::Image image(static_cast<unsigned>(grey.width()), static_cast<unsigned>(grey.height()), "Y800",
                      pixels.constData(), static_cast<unsigned long>(pixels.size()));
    if (zbar::zbar_scan_image(scanner.get(), image) < 1)
        return {};
    const zbar::zbar_symbol_t *const symbol = zbar::zbar_image_first_symbol(image);
    return {zbar::zbar_symbol_get_data(symbol), qsizetype(zbar::zbar_symbol_get_data_length(symbol))};
}

} // namespace

void QrCodeTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void QrCodeTest::aReaderReadsIt_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a ticket") << ticket;
    QTest::newRow("a ticket with a long address") << ticket + QByteArray(160, 'a');
    QTest::newRow("one letter") << "x"_ba;
}

void QrCodeTest::aReaderReadsIt()
{
    QFETCH(const QByteArray, content);
    QrCode code;
    code.resize(code.sizeHint());
    code.setContent(content);
    QCOMPARE(readOff(code), content);
}

void QrCodeTest::itIsReadInDarkToo()
{
    m_theme->setChoice(views::design::SchemeChoice::Dark);
    QrCode code;
    code.resize(code.sizeHint());
    code.setContent(ticket);
    QCOMPARE(readOff(code), ticket);
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void QrCodeTest::nothingIsLeftOfIt()
{
    QrCode code;
    code.resize(code.sizeHint());
    code.setContent(ticket);
    code.clear();
    QCOMPARE(code.modules(), 0);
    QVERIFY(readOff(code).isEmpty());
}

void QrCodeTest::whatFitsNoCodeShowsNone()
{
    QrCode code;
    code.resize(code.sizeHint());
    code.setContent(QByteArray(5000, 'a'));
    QCOMPARE(code.modules(), 0);
}

ENIGM_WIDGET_TEST_MAIN(QrCodeTest)
#include "QrCodeTest.moc"
