#include "api-client/keys/WitnessVault.h"

#include "contract/encoding/Base64Url.h"
#include "tests/api-client/keys/PrivateKeyring.h"
#include "tests/api-client/keys/SealedOperators.h"
#include "tests/support/LogGuard.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <array>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using client::WitnessVault;

/// The key by which a console is a witness, in the keychain of a desktop.
class WitnessVaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theKeyOutlivesTheConsole();
    void aDeploymentHasOne();
    void aNameMayStandInANote();
    void itLiesNowhereInTheClear();
    void aLockedKeychainGetsNoSecondKey();
    void withoutAKeychainThereIsNone(); // the last, since it is

private:
    std::unique_ptr<PrivateKeyring> m_keyring;
};

void WitnessVaultTest::initTestCase()
{
    if (!PrivateKeyring::isPossible())
        QSKIP("SKIPPED WHOLE TEST: dbus-daemon or gnome-keyring-daemon is not installed");
    m_keyring = std::make_unique<PrivateKeyring>();
    QVERIFY(m_keyring->start());
}

void WitnessVaultTest::theKeyOutlivesTheConsole()
{
    const QByteArray deployment(32, 'a');
    QCOMPARE(answerOf(WitnessVault().load(deployment)).error().type, ProblemType::NotFound);
    const auto made = answerOf(WitnessVault().create(deployment, u"console.example/7"_s));
    QVERIFY2(made, qPrintable(made ? QString() : made.error().toString()));
    const auto loaded = answerOf(WitnessVault().load(deployment));
    QVERIFY2(loaded, qPrintable(loaded ? QString() : loaded.error().toString()));
    QCOMPARE(loaded->name, u"console.example/7"_s);
    const auto signature = loaded->key->sign("text");
    QVERIFY(signature && made->key->publicKey().verify("text", *signature));
}

void WitnessVaultTest::aDeploymentHasOne()
{
    const QByteArray here(32, 'b');
    const QByteArray there(32, 'c');
    const auto first = answerOf(WitnessVault().create(here, u"first"_s));
    QVERIFY(first);
    QCOMPARE(answerOf(WitnessVault().create(here, u"second"_s)).error().type, ProblemType::AlreadyExists);
    QVERIFY(answerOf(WitnessVault().load(here))->key->publicKey() == first->key->publicKey());
    QCOMPARE(answerOf(WitnessVault().load(there)).error().type, ProblemType::NotFound);
}

void WitnessVaultTest::aNameMayStandInANote()
{
    for (const QString &name : {u""_s, u"two words"_s, u"one+two"_s})
        QCOMPARE(answerOf(WitnessVault().create(QByteArray(32, 'd'), name)).error().type, ProblemType::OutOfRange);
}

void WitnessVaultTest::itLiesNowhereInTheClear()
{
    const auto made = answerOf(WitnessVault().create(QByteArray(32, 'e'), u"unseen"_s));
    QVERIFY(made);
    const auto *const key = dynamic_cast<const signing::PrivateKey *>(made->key.get());
    QVERIFY(key);
    const QByteArray der = key->pkcs8().view().toByteArray();
    const std::array forms{der.right(32), der.toBase64(), encoding::toBase64Url(der)};
    int files = 0;
    for (QDirIterator all(m_keyring->home(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
         all.hasNext();) {
        QFile file(all.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        for (const QByteArray &form : forms)
            QVERIFY2(!bytes.contains(form), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files > 0); // the keyring itself is one of them
}

void WitnessVaultTest::aLockedKeychainGetsNoSecondKey()
{
    const QByteArray deployment(32, 'f');
    const auto made = answerOf(WitnessVault().create(deployment, u"kept"_s));
    QVERIFY(made);
    QVERIFY(m_keyring->lock());
    QCOMPARE(answerOf(WitnessVault().create(deployment, u"new"_s)).error().type, ProblemType::KeychainUnavailable);
    QVERIFY(m_keyring->unlock());
    QVERIFY(answerOf(WitnessVault().load(deployment))->key->publicKey() == made->key->publicKey());
}

void WitnessVaultTest::withoutAKeychainThereIsNone()
{
    m_keyring->stop();
    QCOMPARE(answerOf(WitnessVault().create(QByteArray(32, 'g'), u"late"_s)).error().type,
             ProblemType::KeychainUnavailable);
}

ENIGM_TEST_MAIN(WitnessVaultTest)
#include "WitnessVaultTest.moc"
