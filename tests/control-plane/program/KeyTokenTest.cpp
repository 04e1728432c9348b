#include "control-plane/program/KeyToken.h"

#include "contract/json/JsonParser.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"
#include "control-plane/program/ControlPlane.h"
#include "control-plane/program/PrivateFiles.h"
#include "control-plane/program/SampleFounding.h"
#include "control-plane/store/Reader.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"
#include "tests/support/token/SoftToken.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::program::ControlPlane;
using controlplane::program::DeploymentKeys;
using controlplane::program::KeyToken;
using controlplane::program::SampleFounding;
using test::outcomeOf;
using test::require;
using test::SoftToken;

/// A deployment whose keys of devices and handles lie in a token.
class KeyTokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSampleIsFoundedWithItsKeysInAToken();
    void itIsOpenedWithTheTokenAlone();
    void theDirectoryHoldsNoneOfTheKeys();
    void anotherTokensKeysAreNotTaken();
    void anotherAuthorityIsNotTaken();
    void aTokenIsRefusedWhereKeysLieInFiles();
    void twoDeploymentsShareAToken();

private:
    [[nodiscard]] KeyToken::Access access(const QByteArray &pin = SoftToken::pin()) const
    {
        return {.module = m_token.module(), .label = SoftToken::label(), .pin = signing::Secret(pin)};
    }
    /// As somebody says it who leaves where the token is to what was kept.
    [[nodiscard]] static KeyToken::Access pinAlone(const QByteArray &pin = SoftToken::pin())
    {
        return {.module = {}, .label = {}, .pin = signing::Secret(pin)};
    }
    [[nodiscard]] QString place() const { return m_directory.filePath(u"data"_s); }

    const time::ManualClock m_clock{1'800'000'000};
    SoftToken m_token;
    QTemporaryDir m_directory;
};

void KeyTokenTest::initTestCase()
{
    if (const QString missing = m_token.make(); !missing.isEmpty())
        QSKIP(qPrintable(missing));
}

void KeyTokenTest::aSampleIsFoundedWithItsKeysInAToken()
{
    const KeyToken::Access token = access();
    SampleFounding founding(
        {.directory = place(), .devices = 4, .url = QUrl(u"https://127.0.0.1:7443"_s), .token = &token}, m_clock,
        [](const QString &) {});
    require(founding.run());
}

void KeyTokenTest::itIsOpenedWithTheTokenAlone()
{
    const auto open = [&](const KeyToken::Access *token) { return ControlPlane::open(place(), m_clock, {}, token); };
    const KeyToken::Access right = pinAlone();
    {
        const auto plane = require(open(&right));
        const auto reader = plane->database().read();
        QCOMPARE(require((*reader)->enrollments.origins({}, 10)).size(), 4U);
        const auto &keys = plane->keys();
        QVERIFY(!keys.files && keys.token);
        // What it signs is under the authority that leaf 0 pins.
        const auto authority =
            require(controlplane::fleet::DeviceCertificateAuthority::open(keys.deviceCa, keys.deviceCaCertificate));
        QCOMPARE(plane->governance().directory()->founding().deviceCaDigests, std::vector{authority.pin()});
    }
    const auto without = open(nullptr);
    QCOMPARE(outcomeOf(without), u"token-unavailable"_s);
    QVERIFY(without.error().detail.contains(u"--token-pin-file"_s));
    const KeyToken::Access wrongPin = pinAlone("111111"_ba);
    QCOMPARE(outcomeOf(open(&wrongPin)), u"wrong-passphrase"_s);
    const KeyToken::Access elsewhere{.module = {}, .label = u"elsewhere"_s, .pin = signing::Secret(SoftToken::pin())};
    QCOMPARE(outcomeOf(open(&elsewhere)), u"token-unavailable"_s);
    QVERIFY(open(&elsewhere).error().detail.contains(u"elsewhere"_s));
}

void KeyTokenTest::theDirectoryHoldsNoneOfTheKeys()
{
    QStringList keys;
    for (QDirIterator files(place() + u"/keys"_s, QDir::Files); files.hasNext();)
        keys.append(QFileInfo(files.next()).fileName());
    keys.sort();
    QCOMPARE(keys,
             QStringList({u"device-ca.crt"_s, u"log-activity.key"_s, u"log-governance.key"_s, u"network-ca.crt"_s,
                          u"tls.crt"_s, u"tls.key"_s, u"token.json"_s, u"tuf-snapshot.key"_s, u"tuf-timestamp.key"_s}));
    const QByteArray kept = require(controlplane::program::readFile(place() + u"/keys/token.json"_s));
    QVERIFY(!kept.contains(SoftToken::pin()));
}

void KeyTokenTest::anotherTokensKeysAreNotTaken()
{
    const KeyToken::Access token = access();
    const KeyToken first = require(KeyToken::make(token));
    json::Object mixed = first.toJson().object();
    mixed.insert(u"check_network"_s, *mixed.find("check_console"_L1));
    const KeyToken::Access right = pinAlone();
    QVERIFY(KeyToken::open(first.toJson(), right));
    const auto refused = KeyToken::open(mixed, right);
    QCOMPARE(outcomeOf(refused), u"wrong-key"_s);
    QVERIFY(refused.error().where.endsWith(u"handle-network"_s));
}

void KeyTokenTest::anotherAuthorityIsNotTaken()
{
    // The keys of another deployment, in the same token, under this one's name.
    const QString path = place() + u"/keys/token.json"_s;
    const QByteArray own = require(controlplane::program::readFile(path));
    const KeyToken::Access token = access();
    const KeyToken other = require(KeyToken::make(token));
    require(
        controlplane::program::writeFile(path, json::canonical(other.toJson()), controlplane::program::Readers::Owner));
    const KeyToken::Access right = pinAlone();
    const auto refused = ControlPlane::open(place(), m_clock, {}, &right);
    QCOMPARE(outcomeOf(refused), u"wrong-key"_s);
    QVERIFY(refused.error().detail.contains(u"device authority"_s));
    require(controlplane::program::writeFile(path, own, controlplane::program::Readers::Owner));
    QVERIFY(ControlPlane::open(place(), m_clock, {}, &right));
}

void KeyTokenTest::aTokenIsRefusedWhereKeysLieInFiles()
{
    QTemporaryDir directory;
    const auto keys = require(DeploymentKeys::make(m_clock.now(), {u"localhost"_s}));
    require(keys.write(directory.path()));
    const KeyToken::Access token = access();
    QCOMPARE(outcomeOf(DeploymentKeys::read(directory.path(), &token)), u"out-of-range"_s);
    QVERIFY(DeploymentKeys::read(directory.path()));
}

void KeyTokenTest::twoDeploymentsShareAToken()
{
    const KeyToken::Access token = access();
    const KeyToken first = require(KeyToken::make(token));
    const KeyToken second = require(KeyToken::make(token));
    QVERIFY(first.deviceCa()->publicKey() != second.deviceCa()->publicKey());
    QVERIFY(require(first.handles().network->mac("a device")) != require(second.handles().network->mac("a device")));
    QVERIFY(require(first.handles().network->mac("a device")) !=
            require(first.handles().intelligence->mac("a device")));
}

ENIGM_TEST_MAIN(KeyTokenTest)
#include "KeyTokenTest.moc"
