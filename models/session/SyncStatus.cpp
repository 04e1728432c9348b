#include "models/session/SyncStatus.h"

#include "api-client/wire/ReadFailure.h"

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
    if (!m_lastSynced && m_phase != Phase::Broken)
        m_phase = Phase::Loading;
    Q_EMIT changed();
}

void SyncStatus::succeed(qint64 now)
{
    if (m_phase != Phase::Broken) {
        m_phase = Phase::Ready;
        m_problem.reset();
    }
    m_lastSynced = now;
    m_busy = false;
    Q_EMIT changed();
}

void SyncStatus::fail(Problem problem)
{
    m_busy = false;
    if (m_phase != Phase::Broken) {
        m_phase = phaseAfter(problem);
        m_problem = std::move(problem);
    }
    if (m_phase == Phase::Refused)
        m_lastSynced.reset();
    Q_EMIT changed();
}

Phase SyncStatus::phaseAfter(const Problem &problem) const
{
    switch (client::readFailureOf(problem.type)) {
    case client::ReadFailure::Contradiction:
        return Phase::Broken;
    case client::ReadFailure::Refused:
        return Phase::Refused;
    case client::ReadFailure::SessionOver:
    case client::ReadFailure::Unavailable:
        break;
    }
    return m_lastSynced ? Phase::Stale : Phase::Offline;
}

bool SyncStatus::isRefusal(const Problem &problem)
{
    return client::readFailureOf(problem.type) == client::ReadFailure::Refused;
}

} // namespace enigm::models::session
