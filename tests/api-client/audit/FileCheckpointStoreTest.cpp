#include "api-client/audit/FileCheckpointStore.h"

#include "tests/support/LogGuard.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;

/// What a person's programs saw of a log is still known to them the next day.
class FileCheckpointStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckpointIsStillThereTomorrow();
    void deploymentsAndLogsAreToldApart();
    void whatCannotBeReadIsNotForgotten();
    void whatCannotBeKeptIsSaid();
};

namespace {

const QByteArray deploymentId(32, 'd');

} // namespace

void FileCheckpointStoreTest::aCheckpointIsStillThereTomorrow()
{
    const QTemporaryDir folder;
    const QString place = folder.filePath(u"state/enigm-command"_s);
    QVERIFY(client::FileCheckpointStore(place).save(deploymentId, u"activity"_s, "first\n"));
    client::FileCheckpointStore today(place);
    QCOMPARE(today.load(deploymentId, u"activity"_s), QByteArray("first\n"));
    QVERIFY(today.save(deploymentId, u"activity"_s, "second\n"));
    QCOMPARE(client::FileCheckpointStore(place).load(deploymentId, u"activity"_s), QByteArray("second\n"));
}

void FileCheckpointStoreTest::deploymentsAndLogsAreToldApart()
{
    const QTemporaryDir folder;
    client::FileCheckpointStore store(folder.path());
    QVERIFY(store.save(deploymentId, u"activity"_s, "one"));
    QVERIFY(!store.load(deploymentId, u"governance"_s));
    QVERIFY(!store.load(QByteArray(32, 'e'), u"activity"_s));
}

void FileCheckpointStoreTest::whatCannotBeReadIsNotForgotten()
{
    const QTemporaryDir folder;
    client::FileCheckpointStore store(folder.path());
    QVERIFY(store.save(deploymentId, u"activity"_s, "one"));
    const QString path = folder.path() + u'/' + QString::fromLatin1(deploymentId.toHex()) + u"/activity.checkpoint"_s;
    // A folder in the place of the file is there, and cannot be read by anybody.
    QVERIFY(QFile::remove(path) && QDir().mkpath(path));
    QCOMPARE(store.load(deploymentId, u"activity"_s), QByteArray());
}

void FileCheckpointStoreTest::whatCannotBeKeptIsSaid()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"taken"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    client::FileCheckpointStore store(file.fileName());
    const auto kept = store.save(deploymentId, u"activity"_s, "one");
    QVERIFY(!kept);
    QCOMPARE(kept.error().type, ProblemType::FileUnreadable);
    QVERIFY(kept.error().where.startsWith(file.fileName()));
    QVERIFY(!kept.error().detail.isEmpty());
}

ENIGM_TEST_MAIN(FileCheckpointStoreTest)
#include "FileCheckpointStoreTest.moc"
