#include "control-plane/audit/RefusalTally.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/audit/TestLogs.h"
#include "tests/support/LogGuard.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using controlplane::audit::RefusalTally;

namespace {

/// Of the form of a handle, as long as a real one, so that the entry is as large as it can be.
QString handleOf(int number)
{
    constexpr QLatin1StringView digits("023456789a");
    QString text;
    for (int left = number; text.size() < 30; left /= 10)
        text.prepend(digits[left % 10]);
    return u"edh1"_s + text;
}

} // namespace

/// Counted refusals name the devices that proved who they are, and no fleet makes an entry too large.
class RefusedHandlesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsByProblem();
    void namesAThousandDevicesAndCountsAll();
    void countsAgainWhatCouldNotBeWritten();

private:
    RefusalTally m_tally{{.action = u"device.refused"_s,
                          .category = log::Category::AppAccess,
                          .resource = log::Resource::Device,
                          .actor = u"control-plane"_s}};
};

void RefusedHandlesTest::countsByProblem()
{
    m_tally.note(ProblemType::DeviceRefused, 10, u"edh1b"_s);
    m_tally.note(ProblemType::DeviceRefused, 12, u"edh1a"_s);
    m_tally.note(ProblemType::DeviceRefused, 13, u"edh1b"_s);
    m_tally.note(ProblemType::CertificateRefused, 11);
    const auto counts = m_tally.take();
    QCOMPARE(counts.size(), 2U);
    const RefusalTally::Count &refused = counts.at(ProblemType::DeviceRefused);
    QCOMPARE(refused.count, 3);
    QCOMPARE(refused.from, 10);
    QCOMPARE(refused.to, 13);
    QVERIFY(refused.handles == (std::set<QString>{u"edh1a"_s, u"edh1b"_s}));
    QVERIFY(counts.at(ProblemType::CertificateRefused).handles.empty());
    QVERIFY(m_tally.take().empty());
}

void RefusedHandlesTest::namesAThousandDevicesAndCountsAll()
{
    QTemporaryDir directory;
    const test::LogKeys keys = test::LogKeys::generate();
    const auto logs = test::TestLogs::open(directory.filePath(u"data"_s), keys);
    QVERIFY(logs);
    for (int device = 0; device < 1500; ++device)
        m_tally.note(ProblemType::DeviceRefused, 10, handleOf(device));
    const auto counts = m_tally.take();
    QCOMPARE(counts.at(ProblemType::DeviceRefused).handles.size(), log::ActivityEntry::maxHandles);
    const auto appended =
        (*logs)->writer().submitAndWait([&](controlplane::store::Transaction &transaction) -> Expected<void> {
            return m_tally.append((*logs)->sequencer(), transaction, counts, 20);
        });
    QVERIFY2(appended, appended ? "" : qPrintable(appended.error().toString()));
    const auto records = (*logs)->reader().records(0, 1);
    QVERIFY(records);
    QCOMPARE(records->front().body->value.object().find("count"_L1)->integer(), 1500);
}

void RefusedHandlesTest::countsAgainWhatCouldNotBeWritten()
{
    m_tally.note(ProblemType::DeviceRefused, 10, u"edh1a"_s);
    const auto missed = m_tally.take();
    m_tally.note(ProblemType::DeviceRefused, 20, u"edh1b"_s);
    m_tally.giveBack(missed);
    const RefusalTally::Count count = m_tally.take().at(ProblemType::DeviceRefused);
    QCOMPARE(count.count, 2);
    QCOMPARE(count.from, 10);
    QCOMPARE(count.to, 20);
    QCOMPARE(count.handles.size(), 2U);
}

ENIGM_TEST_MAIN(RefusedHandlesTest)
#include "RefusedHandlesTest.moc"
