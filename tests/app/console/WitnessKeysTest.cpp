#include "app/console/WitnessKeys.h"

#include "contract/signing/KeyFile.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/FakeControlPlane.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using app::WitnessKeys;

Q_DECLARE_METATYPE(enigm::client::WitnessKey)

/// The keys by which a console is a witness, on a machine where no keychain runs.
class WitnessKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theStandInsOfASampleAreFound();
    void outsideSamplesNothingBesideTheFileIsRead();

private:
    [[nodiscard]] deployment::DeploymentFile deployment(bool sample) const
    {
        SampleHistory history({.sample = sample});
        return FakeControlPlane(history).deployment();
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<signing::PrivateKey> m_key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
};

void WitnessKeysTest::initTestCase()
{
    qRegisterMetaType<client::WitnessKey>("enigm::client::WitnessKey");
    const auto sealed = [this](const QString &name, const char *passphrase) {
        return deployment::WitnessFile{.name = name,
                                       .key = std::make_shared<const signing::SealedKey>(
                                           signing::SealedKey::seal(*m_key, signing::Secret(passphrase)))}
            .toBytes();
    };
    write(u"1.json"_s, "{}\n");
    write(u"2.json"_s, sealed(u"somebody-elses"_s, "another passphrase"));
    write(u"3.json"_s, sealed(u"stand-in-1"_s, "sample"));
}

void WitnessKeysTest::theStandInsOfASampleAreFound()
{
    WitnessKeys keys(deployment(true), m_folder.path());
    QSignalSpy found(&keys, &WitnessKeys::found);
    keys.load();
    QTRY_COMPARE(found.count(), 1);
    const auto key = found.front().front().value<client::WitnessKey>();
    QCOMPARE(key.name, u"stand-in-1"_s);
    QVERIFY(key.key->publicKey() == m_key->publicKey());
}

void WitnessKeysTest::outsideSamplesNothingBesideTheFileIsRead()
{
    WitnessKeys sample(deployment(true), m_folder.path());
    WitnessKeys keys(deployment(false), m_folder.path());
    QSignalSpy foundInSample(&sample, &WitnessKeys::found);
    QSignalSpy found(&keys, &WitnessKeys::found);
    keys.load();
    sample.load(); // which takes as long
    QTRY_COMPARE(foundInSample.count(), 1);
    QCOMPARE(found.count(), 0);
}

ENIGM_TEST_MAIN(WitnessKeysTest)
#include "WitnessKeysTest.moc"
