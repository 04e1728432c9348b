#include "control-plane/feed/Feed.h"

#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <atomic>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace enigm;
using namespace enigm::test;
using controlplane::feed::Feed;
using controlplane::feed::FeedSubscriber;

namespace {

/// Somebody who writes down what they hear.
class Hearer final : public FeedSubscriber
{
public:
    explicit Hearer(QString owner = u"somebody"_s)
        : m_owner(std::move(owner))
    {}
    const QString &owner() const override { return m_owner; }
    bool isOpen() const override { return isHearing; }
    bool isEntitled(const controlplane::store::Repositories &) const override { return mayHear; }
    void deliver(QByteArrayView event) override
    {
        const std::scoped_lock lock(m_mutex);
        m_heard.append(event.toByteArray());
    }
    void end() override { isHearing = false; }

    [[nodiscard]] QByteArrayList heard() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_heard;
    }
    [[nodiscard]] bool hasHeard(const QString &text) const { return heard().join().contains(text.toUtf8()); }
    /// Of the last event.
    [[nodiscard]] qint64 cursor() const
    {
        const QByteArray last = heard().value(heard().size() - 1);
        return last.mid(4, last.indexOf('\n') - 4).toLongLong();
    }

    std::atomic<bool> isHearing = true;
    std::atomic<bool> mayHear = true;

private:
    const QString m_owner;
    mutable std::mutex m_mutex;
    QByteArrayList m_heard; ///< under m_mutex
};

} // namespace

/// Everybody who listens hears of each commit, once it cannot be lost any more.
class FeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_live = std::make_unique<LivePlane>();
        m_devices = m_live->admit(1);
        m_feed = make();
    }
    void cleanup()
    {
        m_feed.reset();
        m_live.reset();
    }

    void whoIsNewBeginsAnew();
    void everybodyHearsOfACommit();
    void whoWasAwayHearsWhatWasMissed();
    void whoMissedNothingHearsNothing();
    void noCursorIsToldBeforeWhatItStandsFor();
    void whoMayNoLongerHearIsEndedFirst();
    void whoHasGoneIsForgotten();
    void nobodyListensTooOften();
    void theEndOfTheFeedIsTheEndForAll();

private:
    [[nodiscard]] std::unique_ptr<Feed> make()
    {
        auto &plane = m_live->plane();
        return std::make_unique<Feed>(plane.database(), plane.checkpoints(), plane.commits(),
                                      Feed::Limits{.perOwner = 2, .pause = 1ms, .beat = 20ms});
    }
    [[nodiscard]] std::shared_ptr<Hearer> listening(std::optional<qint64> cursor = {})
    {
        auto hearer = std::make_shared<Hearer>();
        require(m_feed->subscribe(hearer, cursor));
        return hearer;
    }
    [[nodiscard]] qint64 cursor() { return m_live->plane().checkpoints().current()->cursor; }
    QString ask()
    {
        return require(m_live->ask(m_live->administrator1, u"device.revoke"_s, m_devices)).change.request.id;
    }

    std::unique_ptr<LivePlane> m_live;
    changes::TargetSet m_devices;
    std::unique_ptr<Feed> m_feed;
};

void FeedTest::whoIsNewBeginsAnew()
{
    const auto hearer = listening();
    QTRY_COMPARE(hearer->heard().size(), 1);
    QVERIFY(hearer->hasHeard(u"event: reset"_s));
    QCOMPARE(hearer->cursor(), cursor());
}

void FeedTest::everybodyHearsOfACommit()
{
    const auto one = listening();
    const auto other = listening();
    QTRY_VERIFY(one->heard().size() == 1 && other->heard().size() == 1);
    const QString change = ask();
    QTRY_VERIFY(one->hasHeard(change) && other->hasHeard(change));
    QTRY_COMPARE(one->cursor(), cursor());
    QCOMPARE(one->heard(), other->heard());
}

void FeedTest::whoWasAwayHearsWhatWasMissed()
{
    const qint64 before = cursor();
    const QString change = ask();
    const auto hearer = listening(before);
    QTRY_VERIFY(hearer->hasHeard(change));
    QVERIFY(!hearer->hasHeard(u"reset"_s));
    QCOMPARE(hearer->heard().size(), 1);
}

void FeedTest::whoMissedNothingHearsNothing()
{
    const auto hearer = listening(cursor());
    const QString change = ask();
    QTRY_VERIFY(hearer->hasHeard(change));
    QCOMPARE(hearer->heard().size(), 1);
}

/// Many come while there is a lot to tell: whatever cursor somebody has heard, all before it was heard, too.
void FeedTest::noCursorIsToldBeforeWhatItStandsFor()
{
    const qint64 before = cursor();
    const QString first = ask();
    std::vector<std::shared_ptr<Hearer>> hearers;
    for (int i = 0; i < 20; ++i) {
        auto hearer = std::make_shared<Hearer>(QString::number(i));
        require(m_feed->subscribe(hearer, before));
        hearers.push_back(std::move(hearer));
        m_live->clock.advance(1);
        require(m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
            return transaction.devices.setLastSeen(m_devices.leaves()[0].handle, m_live->clock.now(),
                                                   m_live->plane().sequencer().nextCursor());
        }));
    }
    for (const auto &hearer : hearers) {
        QTRY_COMPARE(hearer->cursor(), cursor());
        QVERIFY(hearer->heard().front().contains(first.toUtf8()));
    }
}

void FeedTest::whoMayNoLongerHearIsEndedFirst()
{
    const auto hearer = listening();
    const auto other = listening();
    QTRY_VERIFY(hearer->heard().size() == 1 && other->heard().size() == 1);
    hearer->mayHear = false;
    const QString change = ask();
    QTRY_VERIFY(!hearer->isHearing);
    QTRY_VERIFY(other->hasHeard(change));
    QVERIFY(!hearer->hasHeard(change));
}

void FeedTest::whoHasGoneIsForgotten()
{
    std::weak_ptr<Hearer> gone;
    {
        const auto hearer = listening();
        gone = hearer;
        hearer->isHearing = false;
    }
    QTRY_VERIFY(gone.expired());
}

void FeedTest::nobodyListensTooOften()
{
    const auto one = listening();
    const auto two = listening();
    const auto refused = m_feed->subscribe(std::make_shared<Hearer>(), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().type, ProblemType::RateLimited);
    QVERIFY(m_feed->subscribe(std::make_shared<Hearer>(u"another"_s), {}));
    one->isHearing = false;
    QVERIFY(m_feed->subscribe(std::make_shared<Hearer>(), {}));
}

void FeedTest::theEndOfTheFeedIsTheEndForAll()
{
    const auto hearer = listening();
    QTRY_COMPARE(hearer->heard().size(), 1);
    const auto late = listening(); // maybe not heard yet
    m_feed.reset();
    QVERIFY(!hearer->isHearing && !late->isHearing);
    ask();
    QCOMPARE(hearer->heard().size(), 1);
}

ENIGM_TEST_MAIN(FeedTest)
#include "FeedTest.moc"
