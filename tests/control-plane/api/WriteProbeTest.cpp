#include "control-plane/api/WriteProbe.h"

#include "control-plane/store/Database.h"
#include "control-plane/store/GroupObserver.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/store/HeldQueue.h"
#include "tests/support/LogGuard.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <future>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;
using api::WriteProbe;

namespace {

/// Counts groups, and lets none be finished when told so.
class CountingObserver final : public store::GroupObserver
{
public:
    Expected<void> open(store::Transaction &) override { return {}; }
    void groupBegins() override {}
    void jobBegins() override { ++jobs; }
    void jobRefused() override {}
    Expected<void> finishGroup(store::Transaction &) override
    {
        return isBroken ? refuse(ProblemType::TokenUnavailable) : Expected<void>();
    }
    void groupCommitted() override {}
    void groupAbandoned() override {}

    std::atomic<int> jobs = 0;
    std::atomic<bool> isBroken = false;
};

} // namespace

/// A probe says whether something can be written, and costs little however often it is asked.
class WriteProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void saysYesWhereAWriteIsDurable();
    void saysNoWhereNothingCanBeWritten();
    void writesOnceForAllWhoAsk();
    void saysNoWhereTheWriterIsStuck();
    void letsSoManyWaitAndNoMore();

private:
    [[nodiscard]] std::future<Expected<void>> ask();

    time::ManualClock m_clock{1'800'000'000};
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<CountingObserver> m_observer;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<WriteProbe> m_probe;
};

void WriteProbeTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    auto database = store::Database::open(m_directory->filePath(u"data"_s));
    QVERIFY(database);
    m_database = std::move(*database);
    m_observer = std::make_unique<CountingObserver>();
    m_writer = std::make_unique<store::Writer>(*m_database, m_observer.get());
    QVERIFY(m_writer->start());
    m_probe = std::make_unique<WriteProbe>(*m_writer, m_clock);
}

void WriteProbeTest::cleanup()
{
    m_writer.reset(); // answers what waits
    m_probe.reset();
    m_database.reset();
}

std::future<Expected<void>> WriteProbeTest::ask()
{
    std::promise<Expected<void>> answered;
    auto answer = answered.get_future();
    m_probe->ask([answered = std::move(answered)](const Expected<void> &ready) mutable { answered.set_value(ready); });
    return answer;
}

void WriteProbeTest::saysYesWhereAWriteIsDurable()
{
    QVERIFY(ask().get());
    QCOMPARE(m_observer->jobs.load(), 1);
}

void WriteProbeTest::saysNoWhereNothingCanBeWritten()
{
    m_observer->isBroken = true;
    QCOMPARE(ask().get().error().type, ProblemType::LogUnavailable);
    m_observer->isBroken = false;
    QVERIFY(!ask().get()); // still the answer of a moment ago
    m_clock.advance(WriteProbe::fresh);
    QVERIFY(ask().get());
    m_writer->stop();
    m_clock.advance(WriteProbe::fresh);
    QCOMPARE(ask().get().error().type, ProblemType::Unavailable);
}

void WriteProbeTest::writesOnceForAllWhoAsk()
{
    std::promise<void> release = test::hold<store::Transaction>(*m_writer);
    std::vector<std::future<Expected<void>>> answers;
    for (int i = 0; i < 10; ++i)
        answers.push_back(ask());
    release.set_value();
    for (auto &answer : answers)
        QVERIFY(answer.get());
    for (int i = 0; i < 10; ++i)
        QVERIFY(ask().get());
    QCOMPARE(m_observer->jobs.load(), 2); // the one that held, and one probe
    m_clock.advance(WriteProbe::fresh);
    QVERIFY(ask().get());
    QCOMPARE(m_observer->jobs.load(), 3);
}

void WriteProbeTest::saysNoWhereTheWriterIsStuck()
{
    std::promise<void> release = test::hold<store::Transaction>(*m_writer);
    auto first = ask();
    m_clock.advance(WriteProbe::patience);
    QCOMPARE(ask().get().error().type, ProblemType::Unavailable);
    release.set_value();
    QVERIFY(first.get());
}

void WriteProbeTest::letsSoManyWaitAndNoMore()
{
    std::promise<void> release = test::hold<store::Transaction>(*m_writer);
    std::vector<std::future<Expected<void>>> answers;
    for (std::size_t i = 0; i < WriteProbe::mostWaiting; ++i)
        answers.push_back(ask());
    QCOMPARE(ask().get().error().type, ProblemType::Unavailable);
    release.set_value();
    for (auto &answer : answers)
        QVERIFY(answer.get());
}

ENIGM_TEST_MAIN(WriteProbeTest)
#include "WriteProbeTest.moc"
