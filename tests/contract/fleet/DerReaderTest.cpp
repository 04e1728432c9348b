#include "contract/fleet/DerReader.h"

#include "contract/fleet/KeyDescription.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// What is not the one shortest encoding is refused, and a key description made of such bytes with it.
class DerReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreRead();
    void longFormsAreReadWhereNeeded();
    void otherEncodingsAreRefused_data();
    void otherEncodingsAreRefused();
    void aKeyDescriptionIsRead();
    void anyTruncatedKeyDescriptionIsRefused();
    void aSpoiltKeyDescriptionIsRefused_data();
    void aSpoiltKeyDescriptionIsRefused();
    void changedBytesNeverReadBeyondTheEnd();
};

namespace {

QByteArray element(const QByteArray &tagHex, const QByteArray &content)
{
    QByteArray length;
    if (content.size() >= 0x100)
        length = QByteArray::fromHex("82") + char(content.size() >> 8);
    else if (content.size() >= 0x80)
        length = QByteArray::fromHex("81");
    return QByteArray::fromHex(tagHex) + length + char(content.size() & 0xff) + content;
}

QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}

struct Parts
{
    QByteArray version = hex("02020190"); // 400
    QByteArray level = hex("0a0101");
    QByteArray challenge = element("04", "challenge");
    QByteArray uniqueId = element("04", "");
    QByteArray software = element("30", "");
    QByteArray hardware = element("30", "");
    QByteArray rest = {};
};

QByteArray built(const Parts &parts)
{
    return element("30", parts.version + parts.level + hex("02020190") + parts.level + parts.challenge +
                             parts.uniqueId + parts.software + parts.hardware + parts.rest);
}

Parts withHardware(const QByteArray &content)
{
    return {.hardware = element("30", content)};
}

// [1] SET { 2 }, [2] 3, [704] root of trust, [706] patch level, [714] an IMEI, [999] something new
const QByteArray fullList =
    element("a1", hex("3103020102")) + element("a2", hex("020103")) +
    element("bf8540", element("30", element("04", QByteArray(32, 'k')) + hex("0101ff0a0100") + element("04", "hash"))) +
    element("bf8542", hex("0203031640")) + element("bf854a", element("04", "490154203237518")) +
    element("bf8767", element("04", "new"));

} // namespace

void DerReaderTest::numbersAreRead()
{
    QCOMPARE(DerReader(hex("020100")).integer().value(), 0U);
    QCOMPARE(DerReader(hex("02020080")).integer().value(), 128U);
    const QByteArray most = hex("020900ffffffffffffffff");
    QCOMPARE(DerReader(most).integer().value(), std::numeric_limits<quint64>::max());
    QCOMPARE(DerReader(hex("0101ff")).boolean().value(), true);
    QCOMPARE(DerReader(hex("010100")).boolean().value(), false);
    QVERIFY(DerReader(hex("0500")).null());
}

void DerReaderTest::longFormsAreReadWhereNeeded()
{
    const QByteArray tagged = hex("bf8540") + hex("8180") + QByteArray(128, 'x');
    DerReader reader(tagged);
    const auto read = reader.next().value();
    QCOMPARE(read.number, 704U);
    QCOMPARE(read.tagClass, DerReader::TagClass::Context);
    QVERIFY(read.constructed);
    QCOMPARE(read.content.size(), 128);
    QVERIFY(reader.atEnd() && reader.finish());
}

void DerReaderTest::otherEncodingsAreRefused_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a tag alone") << hex("02");
    QTest::newRow("indefinite length") << hex("308000000000");
    QTest::newRow("long length for a short one") << hex("02810101");
    QTest::newRow("length with a leading zero") << hex("0282000101");
    QTest::newRow("length of five bytes") << hex("02850000000001") + '\1';
    QTest::newRow("length beyond the end") << hex("0202") + '\1';
    QTest::newRow("length near 2^32") << hex("0284ffffffff01");
    QTest::newRow("high tag for a low number") << hex("1f020101");
    QTest::newRow("high tag with a leading zero") << hex("1f80020101");
    QTest::newRow("tag that never ends") << hex("1fffffffffffff");
    QTest::newRow("empty number") << hex("0200");
    QTest::newRow("negative number") << hex("0201ff");
    QTest::newRow("number with a leading zero") << hex("02020001");
    QTest::newRow("number of 65 bits") << hex("0209010000000000000000");
    QTest::newRow("another tag") << hex("040101");
    QTest::newRow("constructed number") << hex("220101");
}

void DerReaderTest::otherEncodingsAreRefused()
{
    QFETCH(QByteArray, der);
    const auto read = DerReader(der).integer();
    QVERIFY(!read);
    QCOMPARE(read.error().type, ProblemType::MalformedEncoding);
}

void DerReaderTest::aKeyDescriptionIsRead()
{
    const auto description = KeyDescription::parse(built(withHardware(fullList))).value();
    QCOMPARE(description.attestationVersion, 400);
    QCOMPARE(description.challenge, "challenge"_ba);
    QCOMPARE(description.hardwareEnforced.number(AuthorizationTag::OsPatchLevel), std::optional<quint64>(202304));
    QVERIFY(description.hardwareEnforced.rootOfTrust->deviceLocked);
    QCOMPARE(description.hardwareEnforced.rootOfTrust->verifiedBootHash, "hash"_ba);
    QVERIFY(description.carriedIdentifiers);
    QVERIFY(description.hardwareEnforced.tagsOrdered);
    QVERIFY(!KeyDescription::parse(built({})).value().carriedIdentifiers);
    QVERIFY(KeyDescription::parse(built({.uniqueId = element("04", "u")})).value().carriedIdentifiers);
}

void DerReaderTest::anyTruncatedKeyDescriptionIsRefused()
{
    const QByteArray whole = built(withHardware(fullList));
    QVERIFY(KeyDescription::parse(whole));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!KeyDescription::parse(QByteArrayView(whole).first(size)));
    QVERIFY(!KeyDescription::parse(whole + '\0'));
}

void DerReaderTest::aSpoiltKeyDescriptionIsRefused_data()
{
    QTest::addColumn<QByteArray>("der");
    QTest::newRow("version 0") << built({.version = hex("020100")});
    QTest::newRow("version 401") << built({.version = hex("02020191")});
    QTest::newRow("unknown security level") << built({.level = hex("0a0103")});
    QTest::newRow("something after the lists") << built({.rest = hex("0500")});
    QTest::newRow("a tag twice") << built(withHardware(element("a2", hex("020103")) + element("a2", hex("020101"))));
    QTest::newRow("no tag") << built(withHardware(hex("020103")));
    QTest::newRow("two numbers for one") << built(withHardware(element("a2", hex("020103020103"))));
    QTest::newRow("text for a number") << built(withHardware(element("a2", hex("040103"))));
    QTest::newRow("a flag with bytes") << built(withHardware(element("bf8377", hex("050100"))));
    const auto root = [](const char *locked, const char *state) {
        return built(withHardware(element("bf8540", element("30", element("04", "") + hex(locked) + hex(state)))));
    };
    QVERIFY(KeyDescription::parse(root("0101ff", "0a0103")));
    QTest::newRow("lax boolean") << root("010101", "0a0100");
    QTest::newRow("unknown boot state") << root("0101ff", "0a0104");
    QTest::newRow("too many numbers") << built(withHardware(element("a1", element("31", hex("020102").repeated(65)))));
    QTest::newRow("too large") << built({.challenge = element("04", QByteArray(KeyDescription::mostBytes, 'x'))});
}

void DerReaderTest::aSpoiltKeyDescriptionIsRefused()
{
    QFETCH(QByteArray, der);
    QVERIFY(!KeyDescription::parse(der));
}

void DerReaderTest::changedBytesNeverReadBeyondTheEnd()
{
    const QByteArray whole = built(withHardware(fullList));
    int read = 0;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        for (int value = 0; value < 256; ++value) {
            // of exactly this size on the heap, so that the sanitizers see a byte too many
            std::vector<char> changed(whole.begin(), whole.end());
            changed[std::size_t(i)] = char(value);
            read += KeyDescription::parse(QByteArrayView(changed.data(), qsizetype(changed.size()))) ? 1 : 0;
        }
    }
    QVERIFY(read >= whole.size());
}

ENIGM_TEST_MAIN(DerReaderTest)
#include "DerReaderTest.moc"
