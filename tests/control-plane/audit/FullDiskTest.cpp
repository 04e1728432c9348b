#include "control-plane/store/SpaceReserve.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"
#include "tests/support/LossyVfs.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using store::Share;
using store::SpaceReserve;
using test::LossyVfs;

/// What can be written once nothing else can.
class FullDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ordinaryEntryIsRefusedAndAReservedOneWritten();
    void ordinaryEntriesAreWrittenAgainOnceThereIsRoom();
    void reserveLastsForThousandsOfEntries();
    void reserveOutlivesARestartOnAFullDisk();

private:
    void fillDisk();
    [[nodiscard]] Expected<void> appendReserved(qint64 number);
    [[nodiscard]] qint64 heldBack() const { return QFileInfo(m_data + u"/reserve"_s).size(); }

    const test::LogKeys m_keys = test::LogKeys::generate();
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_data;
    std::unique_ptr<LossyVfs> m_vfs;
    std::unique_ptr<test::TestLogs> m_logs;
};

void FullDiskTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_data = m_directory->filePath(u"data"_s);
    m_vfs = std::make_unique<LossyVfs>();
    auto logs = test::TestLogs::open(m_data, m_keys, m_vfs->name());
    QVERIFY2(logs, logs ? "" : qPrintable(logs.error().toString()));
    m_logs = std::move(*logs);
    QVERIFY(m_logs->appendActivity(0));
}

void FullDiskTest::cleanup()
{
    m_logs.reset();
    m_vfs.reset();
}

void FullDiskTest::fillDisk()
{
    m_vfs->setCapacity(m_vfs->size() + SpaceReserve::usualSize, m_data + u"/reserve"_s);
}

Expected<void> FullDiskTest::appendReserved(qint64 number)
{
    return m_logs->writer().submitAndWait(
        [this, number](store::Transaction &transaction) -> Expected<void> {
            const auto appended = m_logs->sequencer().appendActivity(transaction, test::activityEntry(number),
                                                                     test::activityBody(number));
            return appended ? Expected<void>() : std::unexpected(appended.error());
        },
        Share::Reserved);
}

void FullDiskTest::ordinaryEntryIsRefusedAndAReservedOneWritten()
{
    fillDisk();
    const auto refused = m_logs->appendActivity(1);
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::StorageFull);
    QCOMPARE(heldBack(), SpaceReserve::usualSize); // untouched
    const auto written = appendReserved(2);
    QVERIFY2(written, written ? "" : qPrintable(written.error().toString()));
    QCOMPARE(m_logs->appendActivity(3).error().type, ProblemType::StorageFull);
    QVERIFY(m_logs->check());
    QCOMPARE(m_logs->reader().leaves(audit::LogId::Activity, 0, 10)->size(), 2U);
}

void FullDiskTest::ordinaryEntriesAreWrittenAgainOnceThereIsRoom()
{
    fillDisk();
    QVERIFY(appendReserved(1));
    m_vfs->liftCapacity();
    const auto appended = m_logs->appendActivity(2);
    QVERIFY2(appended, appended ? "" : qPrintable(appended.error().toString()));
    QCOMPARE(appended->position.index, 2);
    QCOMPARE(heldBack(), SpaceReserve::usualSize);
    QVERIFY(m_logs->check());
}

void FullDiskTest::reserveLastsForThousandsOfEntries()
{
    fillDisk();
    const qint64 before = m_vfs->size();
    for (qint64 number = 1; number <= 3000; ++number) {
        const auto written = appendReserved(number);
        QVERIFY2(written, written ? "" : qPrintable(written.error().toString()));
    }
    // The journal is used again rather than grown with each of them.
    QVERIFY(m_vfs->size() - before < SpaceReserve::usualSize / 4);
    QVERIFY(m_logs->check());
}

void FullDiskTest::reserveOutlivesARestartOnAFullDisk()
{
    fillDisk();
    QCOMPARE(m_logs->appendActivity(1).error().type, ProblemType::StorageFull);
    m_logs.reset();
    fillDisk(); // with what the journal took
    auto logs = test::TestLogs::open(m_data, m_keys, m_vfs->name());
    QVERIFY2(logs, logs ? "" : qPrintable(logs.error().toString()));
    m_logs = std::move(*logs);
    QVERIFY(appendReserved(2));
    QCOMPARE(m_logs->appendActivity(3).error().type, ProblemType::StorageFull);
    QVERIFY(m_logs->check());
}

ENIGM_TEST_MAIN(FullDiskTest)
#include "FullDiskTest.moc"
