#include "control-plane/audit/RefusalTally.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

namespace {

void addHandle(RefusalTally::Count &count, const QString &handle)
{
    if (count.handles.size() < log::ActivityEntry::maxHandles)
        count.handles.insert(handle);
}

} // namespace

RefusalTally::RefusalTally(Subject subject)
    : m_subject(std::move(subject))
{}

void RefusalTally::note(ProblemType problem, qint64 time, const QString &handle)
{
    const std::scoped_lock lock(m_mutex);
    Count &count = m_counts[problem];
    if (count.count == 0)
        count.from = time;
    ++count.count;
    count.to = time;
    if (!handle.isEmpty())
        addHandle(count, handle);
}

RefusalTally::Counts RefusalTally::take()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_counts, {});
}

void RefusalTally::giveBack(const Counts &counts)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &[problem, missed] : counts) {
        Count &count = m_counts[problem];
        count.from = count.count == 0 ? missed.from : std::min(count.from, missed.from);
        count.to = std::max(count.to, missed.to);
        count.count += missed.count;
        for (const QString &handle : missed.handles)
            addHandle(count, handle);
    }
}

Expected<void> RefusalTally::append(Sequencer &sequencer, store::Transaction &transaction, const Counts &counts,
                                    qint64 time) const
{
    for (const auto &[problem, count] : counts) {
        const auto body = log::ActivityBody::make(json::Object{{"count"_L1, count.count},
                                                               {"from"_L1, count.from},
                                                               {"problem"_L1, problemSlug(problem)},
                                                               {"to"_L1, count.to}});
        const auto appended = sequencer.appendActivity(transaction,
                                                       {.time = time,
                                                        .category = m_subject.category,
                                                        .action = m_subject.action,
                                                        .resource = m_subject.resource,
                                                        .actor = m_subject.actor,
                                                        .outcome = log::Outcome::Refused,
                                                        .change = {},
                                                        .handles = {count.handles.begin(), count.handles.end()},
                                                        .body = {}},
                                                       body);
        if (!appended)
            return std::unexpected(appended.error());
    }
    return {};
}

} // namespace enigm::controlplane::audit
