#include "control-plane/api/RefusalLog.h"

#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

RefusalLog::RefusalLog(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock)
    : m_writer(writer)
    , m_sequencer(sequencer)
    , m_clock(clock)
    , m_tally({.action = u"authentication.refused"_s,
               .category = log::Category::AppAccess,
               .resource = log::Resource::Account,
               .actor = u"unauthenticated"_s})
    , m_flushed(clock.now())
{}

void RefusalLog::count(ProblemType problem)
{
    m_tally.note(problem, m_clock.now());
}

store::Writer::Job RefusalLog::writing(audit::RefusalTally::Counts counts)
{
    return [this, counts = std::move(counts)](store::Transaction &transaction) {
        return m_tally.append(m_sequencer, transaction, counts, m_clock.now());
    };
}

void RefusalLog::flushIfDue()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_clock.now() < m_flushed + period)
            return;
        m_flushed = m_clock.now();
    }
    auto counts = m_tally.take();
    if (counts.empty())
        return;
    m_writer.submit(writing(counts), [this, counts](const Expected<void> &done) {
        if (!done)
            m_tally.giveBack(counts);
    });
}

void RefusalLog::flush()
{
    const auto counts = m_tally.take();
    if (counts.empty())
        return;
    if (const auto done = m_writer.submitAndWait(writing(counts)); !done)
        m_tally.giveBack(counts);
}

} // namespace enigm::controlplane::api
