#include "models/session/SyncStatus.h"

namespace enigm::models::session {

SyncStatus::SyncStatus(QObject *parent)
    : QObject(parent)
{}

void SyncStatus::reset()
{
    m_phase = Phase::Idle;
    m_problem.reset();
    m_lastSynced.reset();
    m_busy = false;
    Q_EMIT changed();
}

void SyncStatus::begin()
{
    if (m_busy)
        return;
    m_busy = true;
    if (!m_lastSynced)
        m_phase = Phase::Loading;
    Q_EMIT changed();
}

void SyncStatus::succeed(qint64 now)
{
    m_phase = Phase::Ready;
    m_problem.reset();
    m_lastSynced = now;
    m_busy = false;
    Q_EMIT changed();
}

void SyncStatus::fail(Problem problem)
{
    if (isRefusal(problem)) {
        m_phase = Phase::Refused;
        m_lastSynced.reset();
    } else {
        m_phase = m_lastSynced ? Phase::Stale : Phase::Offline;
    }
    m_problem = std::move(problem);
    m_busy = false;
    Q_EMIT changed();
}

bool SyncStatus::isRefusal(const Problem &problem)
{
    return problem.type == ProblemType::NotPermitted || problem.type == ProblemType::RoleMissing ||
           problem.type == ProblemType::OperatorUnknown;
}

} // namespace enigm::models::session
