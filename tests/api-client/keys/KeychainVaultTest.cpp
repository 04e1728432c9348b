#include "api-client/keys/KeychainVault.h"

#include "tests/api-client/keys/PrivateKeyring.h"
#include "tests/api-client/keys/SealedOperators.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using client::KeychainVault;
using deployment::OperatorFile;

/// Operator keys in the keychain of a desktop, GNOME's being the one that is here; and what becomes of them while that
/// is locked, which a program that only reads takes for empty.
class KeychainVaultTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysOutliveTheConsole();
    void eachDeploymentHasItsOwn();
    void aKeyIsReplacedAndRemoved();
    void aLockedKeychainIsNotTakenForAnEmptyOne();
    void aKeychainThatIsGoneIsSaid(); // the last, since it is

private:
    std::unique_ptr<PrivateKeyring> m_keyring;
};

void KeychainVaultTest::initTestCase()
{
    if (!PrivateKeyring::isPossible())
        QSKIP("SKIPPED WHOLE TEST: dbus-daemon or gnome-keyring-daemon is not installed");
    m_keyring = std::make_unique<PrivateKeyring>();
    QVERIFY(m_keyring->start());
}

void KeychainVaultTest::keysOutliveTheConsole()
{
    const OperatorFile file = operatorFile(u"administrator"_s);
    {
        KeychainVault vault;
        QVERIFY(answerOf(vault.probe()));
        const auto stored = answerOf(vault.store(file));
        QVERIFY2(stored, qPrintable(stored ? QString() : stored.error().toString()));
    }
    KeychainVault vault;
    const auto files = answerOf(vault.list(file.deployment));
    QVERIFY2(files, qPrintable(files ? QString() : files.error().toString()));
    QCOMPARE(files->size(), std::size_t{1});
    QCOMPARE(files->front().toBytes(), file.toBytes());
    QVERIFY(answerOf(vault.remove(file.deployment, file.operatorId)));
}

void KeychainVaultTest::eachDeploymentHasItsOwn()
{
    KeychainVault vault;
    QVERIFY(answerOf(vault.store(operatorFile(u"here"_s))));
    QVERIFY(answerOf(vault.store(operatorFile(u"also here"_s))));
    const QByteArray other(32, 'b');
    QVERIFY(answerOf(vault.store(operatorFile(u"there"_s, other))));
    QCOMPARE(namesIn(vault, QByteArray(32, 'a')), (QStringList{u"here"_s, u"also here"_s}));
    QCOMPARE(namesIn(vault, other), QStringList{u"there"_s});
}

void KeychainVaultTest::aKeyIsReplacedAndRemoved()
{
    KeychainVault vault;
    const QByteArray deployment(32, 'c');
    OperatorFile file = operatorFile(u"before"_s, deployment);
    QVERIFY(answerOf(vault.store(file)));
    file.name = u"after"_s;
    QVERIFY(answerOf(vault.store(file)));
    QCOMPARE(namesIn(vault, deployment), QStringList{u"after"_s});
    QVERIFY(answerOf(vault.remove(deployment, file.operatorId)));
    QCOMPARE(namesIn(vault, deployment), QStringList());
    QCOMPARE(answerOf(vault.remove(deployment, file.operatorId)).error().type, ProblemType::NotFound);
}

void KeychainVaultTest::aLockedKeychainIsNotTakenForAnEmptyOne()
{
    const QByteArray deployment(32, 'd');
    const OperatorFile kept = operatorFile(u"kept"_s, deployment);
    KeychainVault vault;
    QVERIFY(answerOf(vault.store(kept)));
    QVERIFY(m_keyring->lock());
    QCOMPARE(namesIn(vault, deployment), QStringList()); // as if nothing were there
    QCOMPARE(answerOf(vault.probe()).error().type, ProblemType::KeychainUnavailable);
    QCOMPARE(answerOf(vault.store(operatorFile(u"new"_s, deployment))).error().type, ProblemType::KeychainUnavailable);
    QCOMPARE(answerOf(vault.remove(deployment, kept.operatorId)).error().type, ProblemType::KeychainUnavailable);
    QVERIFY(m_keyring->unlock());
    QCOMPARE(namesIn(vault, deployment), QStringList{u"kept"_s});
}

void KeychainVaultTest::aKeychainThatIsGoneIsSaid()
{
    m_keyring->stop();
    KeychainVault vault;
    QCOMPARE(answerOf(vault.probe()).error().type, ProblemType::KeychainUnavailable);
}

ENIGM_TEST_MAIN(KeychainVaultTest)
#include "KeychainVaultTest.moc"
