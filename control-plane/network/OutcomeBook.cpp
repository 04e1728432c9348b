#include "control-plane/network/OutcomeBook.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::network {

OutcomeBook::OutcomeBook(const Parts &parts)
    : m_parts(parts)
    , m_refused({.action = u"enforcement-point.refused"_s,
                 .category = log::Category::AppAccess,
                 .resource = log::Resource::EnforcementPoint,
                 .actor = u"unauthenticated"_s})
    , m_flushed(parts.clock.now())
{}

void OutcomeBook::countRefusal(ProblemType problem)
{
    constexpr int ourFault = 500;
    if (problemStatus(problem) < ourFault)
        m_refused.note(problem, m_parts.clock.now());
}

void OutcomeBook::flushIfDue(Done done)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_parts.clock.now() < m_flushed + interval)
            return done({});
        m_flushed = m_parts.clock.now();
    }
    flush(std::move(done));
}

void OutcomeBook::flush(Done done)
{
    const auto decided = m_parts.tally.take();
    const auto refused = m_refused.take();
    const auto seen = m_parts.points.takeSeen();
    if (decided.empty() && refused.empty() && seen.isEmpty())
        return done({});
    auto job = [this, decided, refused, seen](store::Transaction &transaction) -> Expected<void> {
        const qint64 now = m_parts.clock.now();
        for (auto point = seen.cbegin(); point != seen.cend(); ++point) {
            if (auto set = transaction.enforcementPoints.setSeen(point.key(), point.value()); !set)
                return set;
        }
        if (auto written = OutcomeTally::write(m_parts.sequencer, transaction, decided, now); !written)
            return written;
        return m_refused.append(m_parts.sequencer, transaction, refused, now);
    };
    auto completion = [this, decided, refused, done = std::move(done)](const Expected<void> &written) mutable {
        if (!written) { // when a point was seen is told again by its next request
            m_parts.tally.giveBack(decided);
            m_refused.giveBack(refused);
        }
        done(written);
    };
    m_parts.writer.submit(std::move(job), std::move(completion));
}

} // namespace enigm::controlplane::network
