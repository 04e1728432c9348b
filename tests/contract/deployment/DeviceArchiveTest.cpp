#include "contract/deployment/DeviceArchive.h"

#include "contract/json/JsonParser.h"
#include "contract/signing/KeyFile.h"
#include "tests/support/LogGuard.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace enigm;
using deployment::DeviceArchive;
using signing::PrivateKey;
using signing::PublicKey;
using signing::Secret;

/// The keys of a sample's devices lie in files that only its passphrase opens.
class DeviceArchiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSimulatorOpensWhatTheFoundingSealed();
    void anotherPassphraseDoesNotOpenIt();
    void anArchiveThatWasChangedDoesNotOpen();
    void somethingElseThatWasSealedIsNoArchive();

private:
    [[nodiscard]] static DeviceArchive makeArchive();
};

DeviceArchive DeviceArchiveTest::makeArchive()
{
    DeviceArchive archive{.deployment = QByteArray(32, 'd'), .devices = {}};
    for (char i = 0; i < 3; ++i) {
        std::array<char, fleet::DeviceHandle::size> bytes{};
        bytes.fill(i);
        archive.devices.push_back({.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, bytes),
                                   .attestedKey = PrivateKey::generate(PublicKey::Kind::P256),
                                   .tlsKey = PrivateKey::generate(PublicKey::Kind::P256),
                                   .certificate = "certificate"_ba});
    }
    return archive;
}

void DeviceArchiveTest::theSimulatorOpensWhatTheFoundingSealed()
{
    const DeviceArchive archive = makeArchive();
    const auto opened =
        DeviceArchive::open(archive.seal(Secret(QByteArrayView("sample"))), Secret(QByteArrayView("sample")));
    QVERIFY(opened);
    QCOMPARE(opened->deployment, archive.deployment);
    QCOMPARE(opened->devices.size(), archive.devices.size());
    for (std::size_t i = 0; i < archive.devices.size(); ++i) {
        QCOMPARE(opened->devices[i].handle, archive.devices[i].handle);
        QCOMPARE(opened->devices[i].attestedKey->publicKey(), archive.devices[i].attestedKey->publicKey());
        QCOMPARE(opened->devices[i].tlsKey->publicKey(), archive.devices[i].tlsKey->publicKey());
        QCOMPARE(opened->devices[i].certificate, archive.devices[i].certificate);
    }
}

void DeviceArchiveTest::anotherPassphraseDoesNotOpenIt()
{
    const QByteArray sealed = makeArchive().seal(Secret(QByteArrayView("sample")));
    QCOMPARE(DeviceArchive::open(sealed, Secret(QByteArrayView("simple"))).error().type, ProblemType::WrongPassphrase);
}

void DeviceArchiveTest::anArchiveThatWasChangedDoesNotOpen()
{
    const QByteArray sealed = makeArchive().seal(Secret(QByteArrayView("sample")));
    const Secret passphrase{QByteArrayView("sample")};
    QVERIFY(!DeviceArchive::open(sealed.chopped(1), passphrase));
    QVERIFY(!DeviceArchive::open(sealed + '\n', passphrase));
    QByteArray turned = sealed;
    const auto place = turned.indexOf("ciphertext") + 40;
    turned[place] = turned[place] == 'A' ? 'B' : 'A';
    QCOMPARE(DeviceArchive::open(turned, passphrase).error().type, ProblemType::WrongPassphrase);
}

void DeviceArchiveTest::somethingElseThatWasSealedIsNoArchive()
{
    const Secret passphrase{QByteArrayView("sample")};
    const QByteArray other = json::canonical(signing::sealBytes("{}", passphrase, "another context")) + '\n';
    QCOMPARE(DeviceArchive::open(other, passphrase).error().type, ProblemType::WrongPassphrase);
}

ENIGM_TEST_MAIN(DeviceArchiveTest)
#include "DeviceArchiveTest.moc"
