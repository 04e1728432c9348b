#include "contract/encoding/Base64Url.h"

#include "tests/support/LogGuard.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::encoding;

class Base64UrlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownBytesHaveTheirText_data();
    void knownBytesHaveTheirText();
    void anyBytesComeBack();
    void everyOtherTextIsRefused_data();
    void everyOtherTextIsRefused();
    void oneValueHasOneText();
    void standardBase64IsExactToo();
};

void Base64UrlTest::knownBytesHaveTheirText_data() // RFC 4648 section 10
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << ""_ba << ""_ba;
    QTest::newRow("f") << "f"_ba << "Zg"_ba;
    QTest::newRow("fo") << "fo"_ba << "Zm8"_ba;
    QTest::newRow("foo") << "foo"_ba << "Zm9v"_ba;
    QTest::newRow("foob") << "foob"_ba << "Zm9vYg"_ba;
    QTest::newRow("foobar") << "foobar"_ba << "Zm9vYmFy"_ba;
    QTest::newRow("url alphabet") << "\xfb\xff\xfe"_ba << "-__-"_ba;
}

void Base64UrlTest::knownBytesHaveTheirText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QCOMPARE(toBase64Url(bytes), text);
    const auto decoded = fromBase64Url(text);
    QVERIFY(decoded);
    QCOMPARE(*decoded, bytes);
}

void Base64UrlTest::anyBytesComeBack()
{
    QRandomGenerator random(1);
    for (qsizetype size = 0; size < 200; ++size) {
        QByteArray bytes(size, Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        const auto decoded = fromBase64Url(toBase64Url(bytes));
        QVERIFY(decoded);
        QCOMPARE(*decoded, bytes);
    }
}

void Base64UrlTest::everyOtherTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("padding") << "Zg=="_ba;
    QTest::newRow("one character") << "Z"_ba;
    QTest::newRow("length one modulo four") << "Zm9vY"_ba;
    QTest::newRow("trailing bits of one byte") << "Zh"_ba;
    QTest::newRow("trailing bits of two bytes") << "Zm9"_ba;
    QTest::newRow("standard alphabet plus") << "+_8"_ba;
    QTest::newRow("standard alphabet slash") << "Zm/v"_ba;
    QTest::newRow("space") << "Zm 9"_ba;
    QTest::newRow("line end") << "Zm9v\n"_ba;
    QTest::newRow("zero byte") << QByteArray("Zm\0v", 4);
    QTest::newRow("beyond ASCII") << "Zm\xc3\xa4"_ba;
}

void Base64UrlTest::everyOtherTextIsRefused()
{
    QFETCH(QByteArray, text);
    const auto decoded = fromBase64Url(text);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().type, ProblemType::MalformedEncoding);
}

void Base64UrlTest::oneValueHasOneText()
{
    const QByteArray text = toBase64Url("sixteen bytes ok"_ba);
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (int byte = 0; byte < 256; ++byte) {
            QByteArray changed = text;
            changed[i] = static_cast<char>(byte);
            const auto decoded = fromBase64Url(changed);
            if (decoded)
                QCOMPARE(toBase64Url(*decoded), changed);
        }
    }
}

void Base64UrlTest::standardBase64IsExactToo()
{
    QCOMPARE(fromBase64("Zm9vYg=="_ba).value_or("?"_ba), "foob"_ba);
    QCOMPARE(fromBase64("Zm9vYmE="_ba).value_or("?"_ba), "fooba"_ba);
    QCOMPARE(fromBase64("+//+"_ba).value_or("?"_ba), "\xfb\xff\xfe"_ba);
    QCOMPARE(fromBase64(""_ba).value_or("?"_ba), ""_ba);
    for (const QByteArray &text : {"Zg"_ba, "Zg="_ba, "Zg==="_ba, "Zh=="_ba, "Zm9="_ba, "===="_ba, "Z==="_ba, "-_-_"_ba,
                                   "Zm=v"_ba, "Zg==Zg=="_ba, "Zm9v\n"_ba, "="_ba, "=="_ba})
        QVERIFY2(!fromBase64(text), text.constData());
}

ENIGM_TEST_MAIN(Base64UrlTest)
#include "Base64UrlTest.moc"
