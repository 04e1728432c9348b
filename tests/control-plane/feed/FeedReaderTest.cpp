#include "control-plane/feed/FeedReader.h"

#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using controlplane::feed::FeedEvent;
using controlplane::feed::FeedReader;

/// What has changed since somebody last looked is told from the rows themselves, however long ago that was.
class FeedReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_live = std::make_unique<LivePlane>();
        m_devices = m_live->admit(3);
    }
    void cleanup() { m_live.reset(); }

    void nothingIsNewAtTheLastCursor();
    void whoKnowsNothingBeginsAnew();
    void aCursorOfTheFutureIsNoPlaceToGoOnFrom();
    void aRequestIsTold();
    void aSignatureIsToldThoughTheChangeStaysPending();
    void anExecutionIsToldWithItsDevices();
    void aChangeOfRulesIsTold();
    void aDeviceThatWasSeenIsTold();
    void aDraftOfAPolicyIsTold();
    void aReleaseIsToldAndThatItIsGone();
    void manyAreNotNamed();
    void anOldCursorIsAsGoodAsANewOne();
    void cursorsOutliveARestart();

private:
    [[nodiscard]] FeedReader reader() { return {m_live->plane().database(), m_live->plane().checkpoints()}; }
    [[nodiscard]] FeedEvent since(qint64 cursor) { return require(reader().since(cursor)); }
    void see(const fleet::DeviceHandle &handle);

    std::unique_ptr<LivePlane> m_live;
    changes::TargetSet m_devices;
};

void FeedReaderTest::see(const fleet::DeviceHandle &handle)
{
    require(m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
        return transaction.devices.setLastSeen(handle, m_live->clock.now(), m_live->plane().sequencer().nextCursor());
    }));
}

void FeedReaderTest::nothingIsNewAtTheLastCursor()
{
    const qint64 cursor = reader().cursor();
    QVERIFY(cursor > 0);
    const FeedEvent event = since(cursor);
    QVERIFY(event.isEmpty());
    QCOMPARE(event.cursor, cursor);
}

void FeedReaderTest::whoKnowsNothingBeginsAnew()
{
    const FeedEvent event = require(reader().since({}));
    QVERIFY(event.isReset);
    QCOMPARE(event.cursor, reader().cursor());
}

void FeedReaderTest::aCursorOfTheFutureIsNoPlaceToGoOnFrom()
{
    const FeedEvent event = since(reader().cursor() + 1);
    QVERIFY(event.isReset);
    QCOMPARE(event.cursor, reader().cursor());
}

void FeedReaderTest::aRequestIsTold()
{
    const qint64 before = reader().cursor();
    const auto record = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, m_devices));
    const FeedEvent event = since(before);
    QCOMPARE(event.changes, std::vector{record.change.request.id});
    QCOMPARE(event.devices, std::vector<fleet::DeviceHandle>());
    QCOMPARE(event.activitySize, m_live->activity().size());
    QVERIFY(!event.governanceSize);
    QVERIFY(event.cursor > before);
    QVERIFY(since(event.cursor).isEmpty());
}

void FeedReaderTest::aSignatureIsToldThoughTheChangeStaysPending()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const changes::AddKeyParameters parameters{.operatorId = m_live->administrator1.id, .key = key->publicKey()};
    const auto record = require(m_live->ask(m_live->administrator1, u"key.add"_s, {}, parameters));
    const qint64 before = reader().cursor();
    QCOMPARE(require(m_live->approve(m_live->approver1, record)).state, changes::ChangeState::Pending);
    QCOMPARE(since(before).changes, std::vector{record.change.request.id});
}

void FeedReaderTest::anExecutionIsToldWithItsDevices()
{
    const auto record = require(m_live->ask(m_live->administrator1, u"device.revoke"_s, m_devices));
    const qint64 before = reader().cursor();
    QCOMPARE(require(m_live->approve(m_live->approver1, record)).state, changes::ChangeState::Executed);
    const FeedEvent event = since(before);
    QCOMPARE(event.changes, std::vector{record.change.request.id});
    QCOMPARE(event.devices->size(), 3U);
    for (const changes::TargetLeaf &leaf : m_devices.leaves())
        QVERIFY(event.concernsDevice(leaf.handle));
}

void FeedReaderTest::aChangeOfRulesIsTold()
{
    const qint64 before = reader().cursor();
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    m_live->perform(m_live->administrator1, u"key.add"_s, {},
                    changes::AddKeyParameters{.operatorId = m_live->administrator1.id, .key = key->publicKey()},
                    {m_live->approver1, m_live->reviewer1});
    const FeedEvent event = since(before);
    QCOMPARE(event.governanceSize, m_live->governanceSize());
    QVERIFY(event.activitySize);
}

void FeedReaderTest::aDeviceThatWasSeenIsTold()
{
    const qint64 before = reader().cursor();
    const fleet::DeviceHandle handle = m_devices.leaves()[1].handle;
    see(handle);
    const FeedEvent event = since(before);
    QCOMPARE(event.devices, std::vector{handle});
    QVERIFY(!event.activitySize && !event.concernsChanges());
}

void FeedReaderTest::aDraftOfAPolicyIsTold()
{
    const QString id = u"0197f9a0-0000-7000-8000-000000000001"_s;
    const auto write = [this](auto act) {
        require(m_live->plane().writer().submitAndWait(
            [&](controlplane::store::Transaction &transaction) -> Expected<void> {
                return act(transaction, m_live->plane().sequencer().nextCursor());
            }));
    };
    qint64 before = reader().cursor();
    write([&id](controlplane::store::Transaction &transaction, qint64 cursor) -> Expected<void> {
        require(transaction.policies.saveDraft(
            {.id = id, .revision = 0, .document = "{}", .author = u"somebody"_s, .savedAt = 1, .cursor = cursor}));
        return {};
    });
    QCOMPARE(since(before).policies, std::vector{id});
    QVERIFY(since(before).concernsPolicies());
    QVERIFY(!since(before).concernsDevices());
    before = reader().cursor();
    QVERIFY(!since(before).concernsPolicies());
    write([&id](controlplane::store::Transaction &transaction, qint64 cursor) {
        return transaction.policies.dropDraft(id, 1, cursor);
    });
    QCOMPARE(since(before).policies, std::vector{id});
}

void FeedReaderTest::aReleaseIsToldAndThatItIsGone()
{
    const QString id = u"0197f9a0-0000-7000-8000-000000000007"_s;
    auto &plane = m_live->plane();
    const auto write = [&](auto act) {
        require(plane.writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
            return act(transaction, plane.sequencer().nextCursor());
        }));
    };
    qint64 before = reader().cursor();
    write([&](auto &transaction, qint64 cursor) {
        return transaction.releases.insert({.id = id, .manifest = "{}"_ba, .cursor = cursor});
    });
    QCOMPARE(since(before).releases, std::vector{id});
    QVERIFY(since(before).concernsReleases());
    before = reader().cursor();
    QVERIFY(!since(before).concernsReleases());
    write([&](auto &transaction, qint64 cursor) { return transaction.releases.remove(id, cursor); });
    QCOMPARE(since(before).releases, std::vector{id});
}

void FeedReaderTest::manyAreNotNamed()
{
    const auto most = static_cast<int>(FeedEvent::mostNames);
    const qint64 before = reader().cursor();
    QCOMPARE(m_live->enrol(most).leaves().size(), FeedEvent::mostNames);
    QCOMPARE(since(before).devices->size(), FeedEvent::mostNames);
    see(m_devices.leaves()[0].handle); // one more
    QVERIFY(!since(before).devices);
    QVERIFY(since(before).concernsDevice(m_devices.leaves()[2].handle));
}

void FeedReaderTest::anOldCursorIsAsGoodAsANewOne()
{
    const FeedEvent event = since(0);
    QVERIFY(!event.isReset);
    QCOMPARE(event.devices->size(), 3U);
    QVERIFY(event.activitySize && event.governanceSize);
}

void FeedReaderTest::cursorsOutliveARestart()
{
    see(m_devices.leaves()[0].handle); // the last cursor belongs to no entry
    const qint64 before = reader().cursor();
    m_live->restart();
    QCOMPARE(reader().cursor(), before);
    QVERIFY(since(before).isEmpty());
}

ENIGM_TEST_MAIN(FeedReaderTest)
#include "FeedReaderTest.moc"
