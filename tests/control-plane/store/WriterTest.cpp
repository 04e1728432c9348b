#include "control-plane/store/Writer.h"

#include "control-plane/store/Database.h"
#include "control-plane/store/GroupObserver.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/store/HeldQueue.h"
#include "tests/support/LogGuard.h"

#include <QTemporaryDir>
#include <QTest>

#include <future>
#include <thread>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::controlplane;

namespace {

/// Writes down what the writer tells it, and refuses to finish groups when told to.
class RecordingObserver final : public store::GroupObserver
{
public:
    Expected<void> open(store::Transaction &) override
    {
        lines.append(u"open"_s);
        return {};
    }
    void groupBegins() override { lines.append(u"begins"_s); }
    void jobBegins() override { lines.append(u"job"_s); }
    void jobRefused() override { lines.append(u"refused"_s); }
    Expected<void> finishGroup(store::Transaction &) override
    {
        lines.append(u"finish"_s);
        if (refusesToFinish)
            return refuse(ProblemType::TokenUnavailable, u"the signer is gone"_s);
        return {};
    }
    void groupCommitted() override { lines.append(u"committed"_s); }
    void groupAbandoned() override { lines.append(u"abandoned"_s); }

    QStringList lines; ///< read once the writer has stopped
    std::atomic<bool> refusesToFinish = false;
};

/// An observer that cannot rebuild what it must know.
class RefusingObserver final : public store::GroupObserver
{
public:
    Expected<void> open(store::Transaction &transaction) override
    {
        if (auto done = transaction.meta.setValue(u"half open"_s, {}); !done)
            return done;
        return refuse(ProblemType::EntryMismatch);
    }
    void groupBegins() override {}
    void jobBegins() override {}
    void jobRefused() override {}
    Expected<void> finishGroup(store::Transaction &) override { return {}; }
    void groupCommitted() override {}
    void groupAbandoned() override {}
};

store::Writer::Job setting(const QString &name)
{
    return [name](store::Transaction &transaction) { return transaction.meta.setValue(name, "x"_ba); };
}

} // namespace

/// What the one writer promises those whose work it commits.
class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void acknowledgesWhatIsDurable();
    void undoesARefusedJobAlone();
    void failsTheWholeGroupWhereItCannotBeFinished();
    void failsAJobThatOverlooksAFailure();
    void commitsTheJobsOfManyThreadsInGroups();
    void finishesWhatWaitsBeforeItStops();
    void refusesWorkOnceStopped();
    void doesNotStartWhereTheObserverCannot();

private:
    [[nodiscard]] bool has(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<RecordingObserver> m_observer;
    std::unique_ptr<store::Writer> m_writer;
};

void WriterTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    auto database = store::Database::open(m_directory->filePath(u"data"_s));
    QVERIFY(database);
    m_database = std::move(*database);
    m_observer = std::make_unique<RecordingObserver>();
    m_writer = std::make_unique<store::Writer>(*m_database, m_observer.get());
    QVERIFY(m_writer->start());
}

void WriterTest::cleanup()
{
    m_writer.reset();
    m_database.reset();
}

bool WriterTest::has(const QString &name) const
{
    const auto value = (*m_database->read())->meta.value(name);
    return value && value->has_value();
}

void WriterTest::acknowledgesWhatIsDurable()
{
    QVERIFY(m_writer->submitAndWait(setting(u"one"_s)));
    QVERIFY(has(u"one"_s));
    m_writer->stop();
    QCOMPARE(m_observer->lines, QStringList({u"open"_s, u"begins"_s, u"job"_s, u"finish"_s, u"committed"_s}));
}

void WriterTest::undoesARefusedJobAlone()
{
    std::promise<void> release = test::hold<store::Transaction>(*m_writer);
    std::vector<std::future<Expected<void>>> answers;
    for (int i = 0; i < 3; ++i) {
        std::promise<Expected<void>> answer;
        answers.push_back(answer.get_future());
        m_writer->submit(
            [i](store::Transaction &transaction) -> Expected<void> {
                if (auto done = transaction.meta.setValue(u"job %1"_s.arg(i), {}); !done)
                    return done;
                if (i == 1)
                    return refuse(ProblemType::WouldDeadlock);
                return {};
            },
            [answer = std::move(answer)](const Expected<void> &result) mutable { answer.set_value(result); });
    }
    release.set_value();
    QVERIFY(answers[0].get());
    QCOMPARE(answers[1].get().error().type, ProblemType::WouldDeadlock);
    QVERIFY(answers[2].get());
    QVERIFY(has(u"job 0"_s));
    QVERIFY(!has(u"job 1"_s));
    QVERIFY(has(u"job 2"_s));
    m_writer->stop();
    QCOMPARE(m_observer->lines.count(u"refused"_s), 1);
    QCOMPARE(m_observer->lines.count(u"committed"_s), 1);
}

void WriterTest::failsTheWholeGroupWhereItCannotBeFinished()
{
    m_observer->refusesToFinish = true;
    const auto failed = m_writer->submitAndWait(setting(u"one"_s));
    QCOMPARE(failed.error().type, ProblemType::LogUnavailable);
    QVERIFY(!has(u"one"_s));
    m_observer->refusesToFinish = false;
    QVERIFY(m_writer->submitAndWait(setting(u"two"_s)));
    QVERIFY(!has(u"one"_s));
    QVERIFY(has(u"two"_s));
}

void WriterTest::failsAJobThatOverlooksAFailure()
{
    const auto result = m_writer->submitAndWait([](store::Transaction &transaction) -> Expected<void> {
        static_cast<void>(transaction.meta.setValue(u"overlooked"_s, {}));
        // Names a session that is not there, and does not look at the answer.
        static_cast<void>(transaction.sessions.insertStepUp({.token = "t"_ba, .session = u"unknown"_s}));
        return {};
    });
    QCOMPARE(result.error().type, ProblemType::Unavailable);
    QVERIFY(!has(u"overlooked"_s));
    QVERIFY(m_writer->submitAndWait(setting(u"next"_s)));
}

void WriterTest::commitsTheJobsOfManyThreadsInGroups()
{
    constexpr int callers = 64;
    constexpr int jobs = 20;
    std::atomic<int> done = 0;
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller) {
        threads.emplace_back([this, caller, &done] {
            for (int i = 0; i < jobs; ++i) {
                if (m_writer->submitAndWait(setting(u"%1/%2"_s.arg(caller).arg(i))))
                    ++done;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(done.load(), callers * jobs);
    m_writer->stop();
    QVERIFY(m_observer->lines.count(u"committed"_s) < callers * jobs);
    for (int caller = 0; caller < callers; ++caller)
        QVERIFY(has(u"%1/%2"_s.arg(caller).arg(jobs - 1)));
}

void WriterTest::finishesWhatWaitsBeforeItStops()
{
    std::promise<void> release = test::hold<store::Transaction>(*m_writer);
    std::atomic<int> done = 0;
    for (int i = 0; i < 100; ++i) {
        m_writer->submit(setting(u"waiting %1"_s.arg(i)), [&done](const Expected<void> &result) {
            if (result)
                ++done;
        });
    }
    release.set_value();
    m_writer->stop();
    QCOMPARE(done.load(), 100);
    QVERIFY(has(u"waiting 99"_s));
}

void WriterTest::refusesWorkOnceStopped()
{
    m_writer->stop();
    QCOMPARE(m_writer->submitAndWait(setting(u"late"_s)).error().type, ProblemType::Unavailable);
    QVERIFY(!has(u"late"_s));
}

void WriterTest::doesNotStartWhereTheObserverCannot()
{
    m_writer.reset();
    RefusingObserver refusing;
    store::Writer writer(*m_database, &refusing);
    QCOMPARE(writer.start().error().type, ProblemType::EntryMismatch);
    QVERIFY(!has(u"half open"_s));
    QCOMPARE(writer.submitAndWait(setting(u"one"_s)).error().type, ProblemType::Unavailable);
}

ENIGM_TEST_MAIN(WriterTest)
#include "WriterTest.moc"
