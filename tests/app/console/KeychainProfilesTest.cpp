#include "app/console/Profiles.h"
#include "tests/api-client/keys/PrivateKeyring.h"
#include "tests/api-client/keys/SealedOperators.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/FakeControlPlane.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using app::Profiles;

/// Which keys a console offers to sign in with, on a desktop with a keychain: open, and locked.
class KeychainProfilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keysGoToTheKeychainAndThatIsSaid();
    void aLockedKeychainKeepsItsKeysAndThatIsSaid();

private:
    [[nodiscard]] std::unique_ptr<Profiles> profiles() const;
    [[nodiscard]] QString handOver(const deployment::OperatorFile &file) const;
    [[nodiscard]] QStringList filesKept() const;

    QTemporaryDir m_home;
    std::unique_ptr<PrivateKeyring> m_keyring;
};

void KeychainProfilesTest::initTestCase()
{
    if (!PrivateKeyring::isPossible())
        QSKIP("SKIPPED WHOLE TEST: dbus-daemon or gnome-keyring-daemon is not installed");
    m_keyring = std::make_unique<PrivateKeyring>();
    QVERIFY(m_keyring->start());
}

std::unique_ptr<Profiles> KeychainProfilesTest::profiles() const
{
    SampleHistory history;
    deployment::DeploymentFile file = FakeControlPlane(history).deployment();
    file.deployment = operatorFile(u"any"_s).deployment;
    return std::make_unique<Profiles>(file, m_home.filePath(u"deployment.json"_s), m_home.filePath(u"keys"_s));
}

QString KeychainProfilesTest::handOver(const deployment::OperatorFile &file) const
{
    QFile handed(m_home.filePath(file.name + u".json"_s));
    if (!handed.open(QIODevice::WriteOnly) || handed.write(file.toBytes()) < 0)
        qFatal("%s cannot be written", qPrintable(handed.fileName()));
    return handed.fileName();
}

QStringList KeychainProfilesTest::filesKept() const
{
    return QDir(m_home.filePath(u"keys"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
}

void KeychainProfilesTest::keysGoToTheKeychainAndThatIsSaid()
{
    const auto offered = profiles();
    QSignalSpy changed(offered.get(), &Profiles::changed);
    offered->load();
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY2(offered->vaultSentence().startsWith(u"Keys are kept in the keychain"_s),
             qPrintable(offered->vaultSentence()));
    offered->importFile(handOver(operatorFile(u"administrator"_s)));
    QTRY_COMPARE(offered->shown().size(), std::size_t{1});
    QCOMPARE(filesKept(), QStringList());
    const auto later = profiles();
    later->load();
    QTRY_COMPARE(later->shown().size(), std::size_t{1});
    QCOMPARE(later->shown().front().name, u"administrator"_s);
}

void KeychainProfilesTest::aLockedKeychainKeepsItsKeysAndThatIsSaid()
{
    QVERIFY(m_keyring->lock());
    {
        const auto offered = profiles();
        QSignalSpy changed(offered.get(), &Profiles::changed);
        offered->load();
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(offered->shown().empty()); // what is locked reads as empty
        QVERIFY2(offered->vaultSentence().contains(u"locked"_s), qPrintable(offered->vaultSentence()));
        offered->importFile(handOver(operatorFile(u"approver"_s)));
        QTRY_COMPARE(offered->shown().size(), std::size_t{1});
        QCOMPARE(filesKept().size(), 1);
    }
    QVERIFY(m_keyring->unlock());
    const auto later = profiles();
    later->load();
    QTRY_COMPARE(later->shown().size(), std::size_t{1});
    QCOMPARE(later->shown().front().name, u"administrator"_s); // nothing was written over it
}

ENIGM_TEST_MAIN(KeychainProfilesTest)
#include "KeychainProfilesTest.moc"
