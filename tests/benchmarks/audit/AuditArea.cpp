#include "tests/benchmarks/audit/AuditArea.h"

#include "contract/json/JsonParser.h"
#include "contract/log/Hash.h"
#include "tests/benchmarks/audit/BareCommits.h"
#include "tests/benchmarks/audit/HttpsWrites.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/control-plane/audit/TestLogs.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <semaphore>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

constexpr double leastRatioOfOne = 0.8;
constexpr double leastRatioOfMany = 8;
constexpr int many = 64;

/// How many commits of such rows SQLite makes in a second by itself.
double bareCommitsPerSecond(BareCommits &bare, qint64 milliseconds)
{
    const QByteArray leaf = test::activityEntry(1).toLeaf() + QByteArray(43, 'x'); // with a body's digest
    const log::ActivityBody body = test::activityBody(1);
    const QByteArray value = json::canonical(body.value);
    const log::Hash hash = log::leafHash(leaf);
    qint64 commits = 0;
    QElapsedTimer timer;
    timer.start();
    for (; timer.elapsed() < milliseconds; ++commits)
        bare.commit(leaf, hash.view(), body.salt, value);
    return double(commits) * 1e9 / double(timer.nsecsElapsed());
}

/// Callers of the writer, as a server's connections are: each makes its next write when it is told that the one before
/// is durable.
class Callers
{
public:
    Callers(test::TestLogs &logs, int count, qint64 milliseconds)
        : m_logs(logs)
        , m_count(count)
        , m_milliseconds(milliseconds)
    {}

    /// Writes that became durable in a second.
    [[nodiscard]] double writesPerSecond()
    {
        m_timer.start();
        for (int caller = 0; caller < m_count; ++caller)
            writeNext();
        for (int caller = 0; caller < m_count; ++caller)
            m_finished.acquire();
        return double(m_writes) * 1e9 / double(m_timer.nsecsElapsed());
    }

private:
    void writeNext()
    {
        m_logs.submitActivity(m_writes, [this](const Expected<void> &done) {
            if (!done)
                qFatal("%s", qPrintable(done.error().toString()));
            ++m_writes;
            if (m_timer.elapsed() < m_milliseconds)
                writeNext();
            else
                m_finished.release();
        });
    }

    test::TestLogs &m_logs;
    const int m_count;
    const qint64 m_milliseconds;
    QElapsedTimer m_timer;
    std::atomic<qint64> m_writes = 0;
    std::counting_semaphore<> m_finished{0};
};

/// What one way of writing came to, round by round.
struct Rates
{
    std::vector<double> bare;
    std::vector<double> audited;

    [[nodiscard]] double ratio() const
    {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < bare.size(); ++i)
            ratios.push_back(audited[i] / bare[i]);
        return median(std::move(ratios));
    }
};

/// In turns, since the disk of a shared machine is not the same from one second to the next.
Rates measureRates(test::TestLogs &logs, BareCommits &bare, int callers, int rounds, qint64 milliseconds)
{
    Rates rates;
    for (int round = 0; round < rounds; ++round) {
        const double before = bareCommitsPerSecond(bare, milliseconds / 2);
        rates.audited.push_back(Callers(logs, callers, milliseconds).writesPerSecond());
        rates.bare.push_back((before + bareCommitsPerSecond(bare, milliseconds / 2)) / 2);
    }
    return rates;
}

} // namespace

QString AuditArea::name() const
{
    return u"audit"_s;
}

Expected<std::vector<Figure>> AuditArea::measure(bool quick)
{
    const QTemporaryDir directory;
    const test::LogKeys keys = test::LogKeys::generate();
    const auto logs = test::TestLogs::open(directory.filePath(u"data"_s), keys);
    if (!logs)
        return std::unexpected(logs.error());
    BareCommits bare(directory.filePath(u"bare.sqlite"_s));

    const int rounds = quick ? 5 : 15;
    const qint64 milliseconds = quick ? 400 : 1000;
    std::vector<Figure> figures;
    for (const auto &[callers, limit] : {std::pair(1, leastRatioOfOne), std::pair(many, leastRatioOfMany)}) {
        const Rates rates = measureRates(**logs, bare, callers, rounds, milliseconds);
        const json::Object sizes{{"callers"_L1, callers}, {"milliseconds"_L1, milliseconds}, {"rounds"_L1, rounds}};
        const QString suffix = u"-%1"_s.arg(callers);
        const auto add = [&](const QString &what, double value, std::optional<double> least) {
            figures.push_back({.name = u"audit."_s + what + suffix, .value = value, .limit = least, .sizes = sizes});
        };
        add(u"bare-commits-per-second"_s, median(rates.bare), std::nullopt);
        add(u"writes-per-second"_s, median(rates.audited), std::nullopt);
        add(u"write-ratio"_s, rates.ratio(), limit);
        std::ranges::move(HttpsWrites::figures(callers, quick ? 3 : 5, milliseconds,
                                               [&] { return bareCommitsPerSecond(bare, milliseconds / 2); }),
                          std::back_inserter(figures));
    }
    return figures;
}

} // namespace enigm::benchmarks
