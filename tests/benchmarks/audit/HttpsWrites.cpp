#include "tests/benchmarks/audit/HttpsWrites.h"

#include "contract/log/ActivityEntry.h"
#include "tests/benchmarks/harness/Ratio.h"
#include "tests/support/history/Require.h"

#include <QElapsedTimer>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

const QString person = u"administrator-1"_s;

} // namespace

HttpsWrites::HttpsWrites(int connections)
    : m_target(findTarget())
{
    for (int i = 0; i < connections; ++i) {
        m_consoles.push_back(std::make_unique<test::TestConsole>(m_deployment, person));
        if (const test::RawReply reply = m_consoles.back()->get(m_target); reply.status != 200) // signs in on the way
            qFatal("the entry cannot be read: %s", reply.body.constData());
    }
}

/// One entry, whose body this administrator may read as its requester.
QByteArray HttpsWrites::findTarget()
{
    const QString id = m_deployment.person(person).id;
    const auto leaves = test::require(
        m_deployment.plane().logs().leaves(controlplane::store::LogId::Activity, 0, m_deployment.activitySize()));
    for (const QByteArray &leaf : leaves) {
        const auto entry = test::require(log::ActivityEntry::parse(leaf));
        if (entry.actor == id && entry.action == "change.requested"_L1)
            return "/v1/audit/entries?limit=1&from=" + QByteArray::number(entry.index);
    }
    qFatal("the sample's history holds no request of %s", qPrintable(person));
}

double HttpsWrites::perSecond(qint64 milliseconds)
{
    m_deployment.clock.set(time::SystemClock().now());
    const qint64 before = m_deployment.activitySize();
    std::atomic<qint64> answered = 0;
    QElapsedTimer timer;
    timer.start();
    const auto read = [&](test::TestConsole &console) {
        while (timer.elapsed() < milliseconds) {
            if (console.get(m_target).status != 200)
                qFatal("a read was refused");
            ++answered;
        }
    };
    std::vector<std::thread> threads;
    threads.reserve(m_consoles.size());
    for (const auto &console : m_consoles)
        threads.emplace_back([&read, &console] { read(*console); });
    for (std::thread &thread : threads)
        thread.join();
    const qint64 nanoseconds = timer.nsecsElapsed();
    if (m_deployment.activitySize() - before != answered)
        qFatal("the log does not hold one entry for each answer");
    return double(answered) * 1e9 / double(nanoseconds);
}

std::vector<Figure> HttpsWrites::figures(int connections, int rounds, qint64 milliseconds,
                                         const std::function<double()> &bareCommitsPerSecond)
{
    HttpsWrites writes(connections);
    std::vector<double> rates;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        const double bare = bareCommitsPerSecond();
        rates.push_back(writes.perSecond(milliseconds));
        ratios.push_back(rates.back() / ((bare + bareCommitsPerSecond()) / 2));
    }
    const json::Object sizes{{"connections"_L1, connections}, {"milliseconds"_L1, milliseconds}, {"rounds"_L1, rounds}};
    const QString suffix = u"-%1"_s.arg(connections);
    return {{.name = u"audit.https-writes-per-second"_s + suffix, .value = median(rates), .limit = {}, .sizes = sizes},
            {.name = u"audit.https-write-ratio"_s + suffix, .value = median(ratios), .limit = {}, .sizes = sizes}};
}

} // namespace enigm::benchmarks
