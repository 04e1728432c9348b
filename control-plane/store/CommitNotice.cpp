#include "control-plane/store/CommitNotice.h"

#include <utility>

namespace enigm::controlplane::store {

CommitNotice::CommitNotice(GroupObserver &next)
    : m_next(next)
{}

CommitNotice::Subscription::Subscription(CommitNotice &notice, Place place)
    : m_notice(notice)
    , m_place(place)
{}

CommitNotice::Subscription::~Subscription()
{
    const std::scoped_lock lock(m_notice.m_mutex);
    m_notice.m_told.erase(m_place);
}

std::unique_ptr<CommitNotice::Subscription> CommitNotice::subscribe(std::function<void()> told)
{
    const std::scoped_lock lock(m_mutex);
    const auto place = m_told.insert(m_told.end(), std::move(told));
    return std::unique_ptr<Subscription>(new Subscription(*this, place));
}

Expected<void> CommitNotice::open(Transaction &transaction)
{
    return m_next.open(transaction);
}

void CommitNotice::groupBegins()
{
    m_next.groupBegins();
}

void CommitNotice::jobBegins()
{
    m_next.jobBegins();
}

void CommitNotice::jobRefused()
{
    m_next.jobRefused();
}

Expected<void> CommitNotice::finishGroup(Transaction &transaction)
{
    return m_next.finishGroup(transaction);
}

void CommitNotice::groupCommitted()
{
    m_next.groupCommitted();
    const std::scoped_lock lock(m_mutex);
    for (const auto &told : m_told)
        told();
}

void CommitNotice::groupAbandoned()
{
    m_next.groupAbandoned();
}

} // namespace enigm::controlplane::store
