#include "app/console/Profiles.h"

#include "tests/api-client/keys/SealedOperators.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/FakeControlPlane.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using app::Profiles;

Q_DECLARE_METATYPE(enigm::Problem)

/// Which keys a console offers to sign in with, on a machine where no keychain runs: every test finds none.
class ProfilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Problem>(); }
    void init();
    void keysGoToFilesAndThatIsSaid();
    void aKeyOfAnotherDeploymentIsRefused();
    void aConsoleHoldsOneOperator();
    void anotherKeyOfTheSameOperatorTakesItsPlace();
    void aSampleHoldsEverybody();
    void aFileThatIsNoKeyIsRefused();
    void aSampleOffersEverybodyBesideIt();

private:
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const;
    [[nodiscard]] deployment::DeploymentFile deployment(bool sample = false) const;
    [[nodiscard]] std::unique_ptr<Profiles> profiles(bool sample = false) const;

    std::unique_ptr<QTemporaryDir> m_home;
};

void ProfilesTest::init()
{
    m_home = std::make_unique<QTemporaryDir>();
}

QString ProfilesTest::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = m_home->filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
    return path;
}

deployment::DeploymentFile ProfilesTest::deployment(bool sample) const
{
    SampleHistory history({.sample = sample});
    deployment::DeploymentFile file = FakeControlPlane(history).deployment();
    file.deployment = operatorFile(u"any"_s).deployment;
    return file;
}

std::unique_ptr<Profiles> ProfilesTest::profiles(bool sample) const
{
    return std::make_unique<Profiles>(deployment(sample), m_home->filePath(u"deployment.json"_s),
                                      m_home->filePath(u"keys"_s));
}

void ProfilesTest::keysGoToFilesAndThatIsSaid()
{
    const auto file = operatorFile(u"administrator"_s);
    {
        const auto offered = profiles();
        QSignalSpy changed(offered.get(), &Profiles::changed);
        offered->load();
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(offered->shown().empty());
        QVERIFY2(offered->vaultSentence().startsWith(u"No keychain"_s), qPrintable(offered->vaultSentence()));
        QVERIFY(offered->vaultSentence().contains(u"files that only you can read"_s));
        offered->importFile(write(u"handed-over.json"_s, file.toBytes()));
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(offered->shown().size(), std::size_t{1});
    }
    QDirIterator kept(m_home->filePath(u"keys"_s), QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(kept.hasNext());
    const QString path = kept.next();
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto offered = profiles(); // the console of the next day
    QSignalSpy changed(offered.get(), &Profiles::changed);
    offered->load();
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(offered->shown().size(), std::size_t{1});
    QCOMPARE(offered->shown().front().name, u"administrator"_s);
    QVERIFY(offered->shown().front().hint.isEmpty());
    QVERIFY(offered->find(file.operatorId) != nullptr);
    QVERIFY(offered->find(u"nobody"_s) == nullptr);
}

void ProfilesTest::aKeyOfAnotherDeploymentIsRefused()
{
    const auto offered = profiles();
    QSignalSpy changed(offered.get(), &Profiles::changed);
    QSignalSpy failed(offered.get(), &Profiles::failed);
    offered->load();
    QTRY_COMPARE(changed.size(), 1);
    offered->importFile(write(u"foreign.json"_s, operatorFile(u"stranger"_s, QByteArray(32, 'z')).toBytes()));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Problem>().type, ProblemType::WrongDeployment);
    QVERIFY(offered->shown().empty());
}

void ProfilesTest::aConsoleHoldsOneOperator()
{
    const auto offered = profiles();
    QSignalSpy changed(offered.get(), &Profiles::changed);
    QSignalSpy failed(offered.get(), &Profiles::failed);
    const auto first = operatorFile(u"approver"_s);
    const auto second = operatorFile(u"administrator"_s);
    offered->importFile(write(u"first.json"_s, first.toBytes()));
    QTRY_COMPARE(changed.size(), 1);
    offered->importFile(write(u"second.json"_s, second.toBytes()));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Problem>().type, ProblemType::ConsoleTaken);
    offered->load();
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(offered->shown().size(), std::size_t{1});
    QVERIFY(offered->find(first.operatorId) != nullptr);
    QVERIFY(offered->find(second.operatorId) == nullptr);
}

void ProfilesTest::anotherKeyOfTheSameOperatorTakesItsPlace()
{
    const auto offered = profiles();
    QSignalSpy changed(offered.get(), &Profiles::changed);
    const auto first = operatorFile(u"approver"_s);
    auto again = operatorFile(u"approver"_s);
    again.operatorId = first.operatorId;
    again.name = u"approver, new key"_s;
    offered->importFile(write(u"first.json"_s, first.toBytes()));
    QTRY_COMPARE(changed.size(), 1);
    offered->importFile(write(u"again.json"_s, again.toBytes()));
    QTRY_COMPARE(changed.size(), 2);
    QCOMPARE(offered->shown().size(), std::size_t{1});
    QCOMPARE(offered->shown().front().name, u"approver, new key"_s);
}

void ProfilesTest::aSampleHoldsEverybody()
{
    const auto offered = profiles(true);
    QSignalSpy changed(offered.get(), &Profiles::changed);
    for (const QString &name : {u"approver"_s, u"administrator"_s}) {
        changed.clear();
        offered->importFile(write(name + u".json"_s, operatorFile(name).toBytes()));
        QTRY_COMPARE(changed.size(), 1);
    }
    QCOMPARE(offered->shown().size(), std::size_t{2});
}

void ProfilesTest::aFileThatIsNoKeyIsRefused()
{
    const auto offered = profiles();
    QSignalSpy changed(offered.get(), &Profiles::changed);
    QSignalSpy failed(offered.get(), &Profiles::failed);
    offered->load();
    QTRY_COMPARE(changed.size(), 1);
    offered->importFile(write(u"notes.txt"_s, "milk, bread\n"));
    QTRY_COMPARE(failed.size(), 1);
    offered->importFile(m_home->filePath(u"missing.json"_s));
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed.last().first().value<Problem>().type, ProblemType::FileUnreadable);
}

void ProfilesTest::aSampleOffersEverybodyBesideIt()
{
    for (const QString &name : {u"administrator-1"_s, u"approver-1"_s}) {
        (void)write(u"sample/operators/%1.json"_s.arg(name), operatorFile(name).toBytes());
        (void)write(u"sample/operators/%1.pin"_s.arg(name), "314159\n");
    }
    const auto offered = profiles(true);
    QSignalSpy changed(offered.get(), &Profiles::changed);
    offered->load();
    QTRY_COMPARE(offered->shown().size(), std::size_t{2});
    QCOMPARE(offered->shown().front().name, u"administrator-1"_s);
    QVERIFY(offered->shown().front().hint.contains(u"314159"_s));
    QVERIFY(offered->vaultSentence().isEmpty()); // these lie beside the sample, in no vault
}

ENIGM_TEST_MAIN(ProfilesTest)
#include "ProfilesTest.moc"
