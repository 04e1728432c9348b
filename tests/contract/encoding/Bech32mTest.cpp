#include "contract/encoding/Bech32m.h"

#include "tests/support/LogGuard.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using enigm::ProblemType;
using namespace enigm::encoding;

class Bech32mTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsOfTheStandardAreRead_data();
    void textsOfTheStandardAreRead();
    void anyBytesComeBack();
    void everySingleMistypedCharacterIsNoticed();
    void swappedNeighboursAreNoticed();
    void everyOtherTextIsRefused_data();
    void everyOtherTextIsRefused();
};

void Bech32mTest::textsOfTheStandardAreRead_data() // BIP 350, those whose data needs no padding
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no data") << u"a1lqfn3a"_s << u"a"_s << QByteArray();
    QTest::newRow("long prefix")
        << u"an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6"_s
        << u"an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber1"_s << QByteArray();
    QTest::newRow("whole alphabet") << u"abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx"_s << u"abcdef"_s
                                    << QByteArray::fromHex("ffbbcdeb38bdab49ca307b9ac5a928398a418820");
    QTest::newRow("symbol prefix") << u"?1v759aa"_s << u"?"_s << QByteArray();
}

void Bech32mTest::textsOfTheStandardAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, prefix);
    QFETCH(QByteArray, bytes);
    const auto read = fromBech32m(text);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toString()));
    QCOMPARE(read->prefix, prefix);
    QCOMPARE(read->bytes, bytes);
    QCOMPARE(toBech32m(prefix, bytes), text);
}

void Bech32mTest::anyBytesComeBack()
{
    QRandomGenerator random(2);
    for (int round = 0; round < 200; ++round) {
        QByteArray bytes(5 * random.bounded(9), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = static_cast<char>(random.bounded(256));
        const auto read = fromBech32m(toBech32m(u"edh"_s, bytes));
        QVERIFY(read);
        QCOMPARE(read->prefix, u"edh"_s);
        QCOMPARE(read->bytes, bytes);
    }
}

void Bech32mTest::everySingleMistypedCharacterIsNoticed()
{
    const QString text = toBech32m(u"edh"_s, QByteArray::fromHex("00112233445566778899aabbccddee"));
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (char16_t typed = 0x20; typed < 0x7f; ++typed) {
            QString changed = text;
            changed[i] = typed;
            QVERIFY2(changed == text || !fromBech32m(changed), qPrintable(changed));
        }
    }
}

void Bech32mTest::swappedNeighboursAreNoticed()
{
    const QString text = toBech32m(u"edh"_s, QByteArray::fromHex("00112233445566778899aabbccddee"));
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        QString changed = text;
        changed[i] = text[i + 1];
        changed[i + 1] = text[i];
        QVERIFY2(changed == text || !fromBech32m(changed), qPrintable(changed));
    }
}

void Bech32mTest::everyOtherTextIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word"); // that the sentence says
    QTest::newRow("empty") << QString() << u"length"_s;
    QTest::newRow("no separator") << u"pzry9x0s0muk"_s << u"length"_s;
    QTest::newRow("empty prefix") << u"1pzry9x0s0muk"_s << u"length"_s;
    QTest::newRow("too long")
        << u"an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4"_s
        << u"length"_s;
    QTest::newRow("checksum too short") << u"li1dgmt3"_s << u"length"_s;
    QTest::newRow("upper case") << u"A1LQFN3A"_s << u"lower case"_s;
    QTest::newRow("mixed case") << u"a1lqFN3a"_s << u"lower case"_s;
    QTest::newRow("checksum of Bech32") << u"a12uel5l"_s << u"Bech32,"_s;
    QTest::newRow("wrong checksum") << u"m1vuxwez"_s.replace(u"wez"_s, u"weq"_s) << u"checksum is wrong"_s;
    QTest::newRow("foreign character") << u"y1b0jsk6g"_s << u"character"_s;
    QTest::newRow("beyond ASCII") << u"a1lqfn3\u00e4"_s << u"character"_s;
    QTest::newRow("control in prefix") << u"\u00201xj0phk"_s.replace(u' ', u'\x7f') << u"prefix"_s;
    QTest::newRow("data with padding") << QString(u"11"_s + QString(83, u'l') + u"udsr8"_s) << u"padding"_s;
}

void Bech32mTest::everyOtherTextIsRefused()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto read = fromBech32m(text);
    QVERIFY(!read);
    QCOMPARE(read.error().type, ProblemType::MalformedEncoding);
    QVERIFY2(read.error().detail.contains(word), qPrintable(read.error().detail));
}

ENIGM_TEST_MAIN(Bech32mTest)
#include "Bech32mTest.moc"
