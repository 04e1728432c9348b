#include "control-plane/api/RefusalLog.h"

#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

RefusalLog::RefusalLog(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock)
    : m_writer(writer)
    , m_sequencer(sequencer)
    , m_clock(clock)
    , m_attempts({.action = u"authentication.refused"_s,
                  .category = log::Category::AppAccess,
                  .resource = log::Resource::Account,
                  .actor = u"unauthenticated"_s})
    , m_readings({.action = u"audit.refused"_s,
                  .category = log::Category::AppAccess,
                  .resource = log::Resource::Audit,
                  .actor = u"control-plane"_s})
    , m_flushed(clock.now())
{}

void RefusalLog::count(ProblemType problem)
{
    m_attempts.note(problem, m_clock.now());
}

void RefusalLog::countReading(ProblemType problem)
{
    m_readings.note(problem, m_clock.now());
}

RefusalLog::Counts RefusalLog::take()
{
    return {.attempts = m_attempts.take(), .readings = m_readings.take()};
}

void RefusalLog::giveBack(const Counts &counts)
{
    m_attempts.giveBack(counts.attempts);
    m_readings.giveBack(counts.readings);
}

store::Writer::Job RefusalLog::writing(Counts counts)
{
    return [this, counts = std::move(counts)](store::Transaction &transaction) -> Expected<void> {
        const qint64 now = m_clock.now();
        if (auto done = m_attempts.append(m_sequencer, transaction, counts.attempts, now); !done)
            return done;
        return m_readings.append(m_sequencer, transaction, counts.readings, now);
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
    auto counts = take();
    if (counts.isEmpty())
        return;
    m_writer.submit(writing(counts), [this, counts](const Expected<void> &done) {
        if (!done)
            giveBack(counts);
    });
}

void RefusalLog::flush()
{
    const auto counts = take();
    if (counts.isEmpty())
        return;
    if (const auto done = m_writer.submitAndWait(writing(counts)); !done)
        giveBack(counts);
}

} // namespace enigm::controlplane::api
