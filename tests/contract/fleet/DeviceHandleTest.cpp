#include "contract/fleet/DeviceHandle.h"

#include "contract/fleet/HandleEpoch.h"
#include "tests/support/LogGuard.h"

#include <QMessageAuthenticationCode>
#include <QSet>
#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

class DeviceHandleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHandleReadsBackAsItWasWritten();
    void anyOneChangedCharacterIsRefused();
    void otherSpellingsAreRefusedWhereBytesCount();
    void aPersonMayTypeGroupsAndCapitals();
    void aHandleIsTheDocumentedPseudonym();
    void audiencesEpochsKeysAndNoncesDoNotMeet();
    void misuseIsRefused();
    void handlesSortByTheirText();
    void audiencesHaveWords();
    void anEpochIsADayOfUtc();
};

namespace {

const QString thumbprint = u"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"_s;
const QByteArray nonce = "0123456789abcdef"_ba;
const QByteArray keyBytes(32, 'k');

DeviceHandle derived(HandleAudience audience, std::optional<quint64> epoch, const QByteArray &key = keyBytes,
                     const QString &attestedKey = thumbprint, const QByteArray &enrolmentNonce = nonce)
{
    const DeviceHandle::Origin origin{
        .audience = audience, .epoch = epoch, .attestedKey = attestedKey, .enrolmentNonce = enrolmentNonce};
    return DeviceHandle::derive(origin, *signing::SecretMacKey::make(signing::Secret(key)).value()).value();
}

DeviceHandle consoleHandle()
{
    return derived(HandleAudience::Console, std::nullopt);
}

ProblemType refusal(const DeviceHandle::Origin &origin)
{
    return DeviceHandle::derive(origin, *signing::SecretMacKey::make(signing::Secret(keyBytes)).value()).error().type;
}

/// A token that is gone.
class LostKey final : public signing::MacKey
{
public:
    [[nodiscard]] Expected<Mac> mac(QByteArrayView) const override { return refuse(ProblemType::TokenUnavailable); }
};

} // namespace

void DeviceHandleTest::aHandleReadsBackAsItWasWritten()
{
    for (const HandleAudience audience : allHandleAudiences()) {
        const auto handle = DeviceHandle::fromBytes(audience, {1, 2, 3, -1, -128, 127});
        QCOMPARE(handle.text().size(), DeviceHandle::textLength);
        QVERIFY(handle.text().startsWith(handlePrefix(audience) + u'1'));
        QCOMPARE(handle.audience(), audience);
        QCOMPARE(DeviceHandle::parse(handle.text()).value(), handle);
    }
    QVERIFY(DeviceHandle().isNull());
    QVERIFY(!consoleHandle().isNull());
}

void DeviceHandleTest::anyOneChangedCharacterIsRefused()
{
    const QString text = consoleHandle().text();
    const QString alphabet = u"qpzry9x8gf2tvdw0s3jn54khce6mua7l1bio"_s;
    for (qsizetype i = 0; i < text.size(); ++i) {
        for (const QChar other : alphabet) {
            if (other == text[i])
                continue;
            QString changed = text;
            changed[i] = other;
            const auto parsed = DeviceHandle::parse(changed);
            QVERIFY2(!parsed, qPrintable(changed));
            QCOMPARE(parsed.error().type, ProblemType::MalformedHandle);
        }
        if (i > 0) {
            QString swapped = text;
            std::swap(swapped[i - 1], swapped[i]);
            QCOMPARE(DeviceHandle::parse(swapped).has_value(), text[i - 1] == text[i]);
        }
    }
}

void DeviceHandleTest::otherSpellingsAreRefusedWhereBytesCount()
{
    const DeviceHandle handle = consoleHandle();
    const QStringList others{u""_s, u"edh1"_s, handle.text().toUpper(), handle.grouped(), handle.text() + u' ',
                             handle.text() + u'q', handle.text().chopped(1), u"edh"_s + handle.text(),
                             // BIP 350's own test vectors: exact, but no handles
                             u"a1lqfn3a"_s, u"abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx"_s};
    for (const QString &other : others)
        QVERIFY2(!DeviceHandle::parse(other), qPrintable(other));
}

void DeviceHandleTest::aPersonMayTypeGroupsAndCapitals()
{
    const DeviceHandle handle = consoleHandle();
    QCOMPARE(handle.grouped().split(u' ').size(), 9);
    QCOMPARE(handle.grouped().split(u' ').first(), u"edh1"_s);
    QCOMPARE(DeviceHandle::parseTyped(handle.grouped()).value(), handle);
    QCOMPARE(DeviceHandle::parseTyped(u" \t"_s + handle.grouped().toUpper().replace(u' ', u'-') + u'\n').value(),
             handle);
    QCOMPARE(DeviceHandle::parseTyped(handle.grouped().replace(u' ', QChar::Nbsp)).value(), handle);
    QVERIFY(!DeviceHandle::parseTyped(handle.grouped().replace(u' ', u'.')));
    QVERIFY(!DeviceHandle::parseTyped(handle.text() + handle.text()));
}

void DeviceHandleTest::aHandleIsTheDocumentedPseudonym()
{
    const auto pseudonym = [](const QByteArray &head) {
        const QByteArray message = "enigm device handle v1"_ba + '\0' + head + QByteArray::fromHex("002b") +
                                   thumbprint.toLatin1() + QByteArray::fromHex("0010") + nonce;
        const QByteArray mac = QMessageAuthenticationCode::hash(message, keyBytes, QCryptographicHash::Sha256);
        std::array<char, DeviceHandle::size> bytes{};
        std::copy_n(mac.begin(), bytes.size(), bytes.begin());
        return bytes;
    };
    QCOMPARE(consoleHandle(), DeviceHandle::fromBytes(HandleAudience::Console, pseudonym("edh"_ba + '\0')));
    QCOMPARE(derived(HandleAudience::Network, 258),
             DeviceHandle::fromBytes(HandleAudience::Network,
                                     pseudonym("edn"_ba + QByteArray::fromHex("010000000000000102"))));
}

void DeviceHandleTest::audiencesEpochsKeysAndNoncesDoNotMeet()
{
    QString otherKey = thumbprint;
    otherKey[0] = u'M';
    const std::vector handles{consoleHandle(),
                              derived(HandleAudience::Network, 0),
                              derived(HandleAudience::Network, 1),
                              derived(HandleAudience::Intelligence, 0),
                              derived(HandleAudience::Console, std::nullopt, QByteArray(32, 'K')),
                              derived(HandleAudience::Console, std::nullopt, keyBytes, otherKey),
                              derived(HandleAudience::Console, std::nullopt, keyBytes, thumbprint, QByteArray(16, 'n')),
                              derived(HandleAudience::Console, std::nullopt, keyBytes, thumbprint, nonce + '\0')};
    QSet<QString> pseudonyms;
    for (const DeviceHandle &handle : handles)
        pseudonyms.insert(handle.text().mid(4, 24));
    QCOMPARE(std::size_t(pseudonyms.size()), handles.size());
}

void DeviceHandleTest::misuseIsRefused()
{
    const DeviceHandle::Origin fine{.attestedKey = thumbprint, .enrolmentNonce = nonce};
    QCOMPARE(signing::SecretMacKey::make(signing::Secret(QByteArray(31, 'k'))).error().type, ProblemType::OutOfRange);
    QCOMPARE(DeviceHandle::derive(fine, LostKey()).error().type, ProblemType::TokenUnavailable);
    auto other = fine;
    other.epoch = 1;
    QCOMPARE(refusal(other), ProblemType::OutOfRange);
    other = fine;
    other.audience = HandleAudience::Network;
    QCOMPARE(refusal(other), ProblemType::OutOfRange);
    other = fine;
    other.attestedKey.chop(1);
    QCOMPARE(refusal(other), ProblemType::OutOfRange);
    other = fine;
    other.enrolmentNonce = QByteArrayView(nonce).chopped(1);
    QCOMPARE(refusal(other), ProblemType::OutOfRange);
}

void DeviceHandleTest::handlesSortByTheirText()
{
    std::vector<DeviceHandle> handles;
    for (char i = 0; i < 50; ++i)
        handles.push_back(DeviceHandle::fromBytes(HandleAudience::Console, {i, 3, 7}));
    std::ranges::sort(handles);
    for (std::size_t i = 1; i < handles.size(); ++i)
        QVERIFY(handles[i - 1].text().toLatin1() < handles[i].text().toLatin1());
}

void DeviceHandleTest::audiencesHaveWords()
{
    for (const HandleAudience audience : allHandleAudiences())
        QCOMPARE(handleAudienceFromWord(QString(audienceWord(audience))), std::optional(audience));
    for (const QString &other : {u""_s, u"Network"_s, u"edn"_s, u"audit"_s})
        QVERIFY(!handleAudienceFromWord(other));
}

void DeviceHandleTest::anEpochIsADayOfUtc()
{
    QCOMPARE(handleEpochAt(0), 0);
    QCOMPARE(handleEpochAt(handleEpochLength - 1), 0);
    QCOMPARE(handleEpochAt(handleEpochLength), 1);
    QCOMPARE(handleEpochAt(1'800'000'000), 20'833);
    for (const qint64 epoch : {0, 1, 20'833}) {
        QCOMPARE(handleEpochAt(handleEpochStart(epoch)), epoch);
        QCOMPARE(handleEpochAt(handleEpochStart(epoch + 1) - 1), epoch);
    }
}

ENIGM_TEST_MAIN(DeviceHandleTest)
#include "DeviceHandleTest.moc"
