#include "control-plane/network/OutcomeIntake.h"

#include "control-plane/network/OutcomeReport.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

OutcomeIntake::OutcomeIntake(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock)
    : m_writer(writer)
    , m_sequencer(sequencer)
    , m_clock(clock)
{}

void OutcomeIntake::take(const EnforcementPoint &point, const json::Value &report, Keep keep, Done done)
{
    const auto parsed = OutcomeReport::parse(report, point, m_clock.now());
    if (!parsed)
        return done(std::unexpected(parsed.error()));
    if (!mayReport(point.id))
        return done(refuse(ProblemType::RateLimited, u"Gather what is counted for a minute, and send it at once."_s));
    auto job = [this, point, outcomes = *parsed,
                keep = std::move(keep)](store::Transaction &transaction) -> Expected<void> {
        if (auto kept = keep(transaction); !kept)
            return kept;
        return outcomes.keep(m_sequencer, transaction, point, m_clock.now());
    };
    m_writer.submit(std::move(job), std::move(done));
}

bool OutcomeIntake::mayReport(const QString &point)
{
    constexpr qint64 minute = 60;
    const qint64 now = m_clock.now();
    const std::scoped_lock lock(m_mutex);
    Minute &known = m_minutes[point];
    if (now - known.begun >= minute)
        known = {.begun = now, .reports = 0};
    return ++known.reports <= mostAMinute;
}

} // namespace enigm::controlplane::network
