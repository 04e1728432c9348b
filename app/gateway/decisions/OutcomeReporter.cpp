#include "app/gateway/decisions/OutcomeReporter.h"

#include "app/gateway/program/Journal.h"
#include "contract/encoding/Uuid.h"

#include <algorithm>
#include <utility>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

/// Whether another attempt would be answered alike.
bool isForGood(const Problem &problem)
{
    switch (problem.type) {
    case ProblemType::CertificateRefused:
    case ProblemType::RateLimited:
    case ProblemType::RequestTimeout:
    case ProblemType::WrongServer:
    case ProblemType::Cancelled:
    case ProblemType::UnexpectedAnswer:
        return false;
    default:
        return problemStatus(problem.type) < 500;
    }
}

} // namespace

OutcomeReporter::OutcomeReporter(client::AccessClient &client, const time::Clock &clock, std::chrono::seconds interval)
    : m_client(client)
    , m_clock(clock)
    , m_since(clock.now())
{
    connect(&m_timer, &QTimer::timeout, this, [this] { QCoro::connect(handIn(), this, [] {}); });
    m_timer.start(interval);
}

void OutcomeReporter::count(std::optional<network::DenialReason> reason, qint64 times)
{
    if (times <= 0)
        return;
    qint64 &counted = m_counts[reason];
    counted = std::min(counted + times, client::OutcomeReport::mostCounted);
}

void OutcomeReporter::prepare()
{
    if (m_waiting)
        return;
    const qint64 from = m_since;
    const qint64 to = std::max(m_clock.now(), from + 1);
    client::OutcomeCounts counts = std::exchange(m_counts, {});
    m_since = to;
    if (counts.empty())
        return;
    if (to - from > client::OutcomeReport::longestSpan) {
        journal::warn(u"The control plane was away for more than a day: what was counted meanwhile is dropped."_s);
        return;
    }
    m_waiting = client::OutcomeReport{.idempotencyKey = encoding::makeUuid7(m_clock.nowMilliseconds()).toLatin1(),
                                      .from = from,
                                      .to = to,
                                      .counts = std::move(counts)};
}

client::Task<void> OutcomeReporter::handIn()
{
    if (m_isBusy)
        co_return;
    prepare();
    if (!m_waiting)
        co_return;
    m_isBusy = true;
    client::OutcomeReport report = *m_waiting;
    const auto done = co_await m_client.report(std::move(report));
    m_isBusy = false;
    settle(done);
}

void OutcomeReporter::settle(const Expected<void> &done)
{
    if (!done && !isForGood(done.error()))
        return;
    if (!done)
        journal::warn(u"Counts of outcomes were refused: "_s + done.error().toString());
    m_waiting.reset();
}

} // namespace enigm::gateway
