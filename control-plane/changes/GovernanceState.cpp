#include "control-plane/changes/GovernanceState.h"

#include "control-plane/store/Transaction.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

GovernanceState::GovernanceState(store::GroupObserver &next)
    : m_next(next)
{}

std::shared_ptr<const GovernanceState::Replay> GovernanceState::current() const
{
    const std::scoped_lock lock(m_mutex);
    return m_committed;
}

std::shared_ptr<const operators::Directory> GovernanceState::directory() const
{
    auto replay = current();
    if (!replay)
        return {};
    const operators::Directory *const directory = &replay->directory();
    return {std::move(replay), directory};
}

Expected<void> GovernanceState::found(QByteArrayView leaf, QByteArrayView deployment)
{
    if (m_working)
        return refuse(ProblemType::AlreadyExists, u"This deployment was founded before."_s);
    auto replay = Replay::begin(leaf, deployment);
    if (!replay)
        return std::unexpected(replay.error());
    m_working = std::make_shared<const Replay>(std::move(*replay));
    return {};
}

Expected<void> GovernanceState::append(QByteArrayView leaf)
{
    Q_ASSERT(m_working);
    auto next = std::make_shared<Replay>(*m_working); // others may hold the one before
    if (auto done = next->append(leaf); !done)
        return done;
    m_working = std::move(next);
    return {};
}

Expected<void> GovernanceState::open(store::Transaction &transaction)
{
    if (auto opened = m_next.open(transaction); !opened)
        return opened;
    const auto deployment = transaction.meta.deployment();
    if (!deployment)
        return std::unexpected(deployment.error());
    if (!*deployment)
        return {};
    const auto size = transaction.log.size(store::LogId::Governance);
    if (!size)
        return std::unexpected(size.error());
    const auto entries = transaction.log.entries(store::LogId::Governance, 0, *size);
    if (!entries)
        return std::unexpected(entries.error());
    std::vector<QByteArray> leaves;
    for (const store::StoredEntry &entry : *entries)
        leaves.push_back(entry.leaf);
    auto replay = Replay::replay(leaves, **deployment);
    if (!replay)
        return std::unexpected(replay.error());
    m_working = std::make_shared<const Replay>(std::move(*replay));
    publish();
    return {};
}

void GovernanceState::groupBegins()
{
    m_next.groupBegins();
}

void GovernanceState::jobBegins()
{
    m_beforeJob = m_working;
    m_next.jobBegins();
}

void GovernanceState::jobRefused()
{
    m_working = m_beforeJob;
    m_next.jobRefused();
}

Expected<void> GovernanceState::finishGroup(store::Transaction &transaction)
{
    return m_next.finishGroup(transaction);
}

void GovernanceState::groupCommitted()
{
    m_next.groupCommitted();
    publish();
}

void GovernanceState::groupAbandoned()
{
    m_working = current();
    m_next.groupAbandoned();
}

void GovernanceState::publish()
{
    const std::scoped_lock lock(m_mutex);
    m_committed = m_working;
}

} // namespace enigm::controlplane::changes
