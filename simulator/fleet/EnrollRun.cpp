#include "simulator/fleet/EnrollRun.h"

namespace enigm::simulator {

EnrollRun::EnrollRun(const EnrollmentRound::Setup &setup, int count, int inFlight, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_count(count)
    , m_mostInFlight(inFlight)
{}

void EnrollRun::start()
{
    beginMany();
}

void EnrollRun::beginMany()
{
    while (m_inFlight < m_mostInFlight && m_begun < m_count)
        begin();
    if (m_inFlight == 0)
        Q_EMIT finished();
}

void EnrollRun::begin()
{
    ++m_begun;
    ++m_inFlight;
    auto *const round = new EnrollmentRound(m_setup, this);
    connect(round, &EnrollmentRound::enrolled, this, [this, round](const deployment::DeviceIdentity &device) {
        m_devices.push_back(device);
        end(round);
    });
    connect(round, &EnrollmentRound::refused, this, [this, round](const Problem &problem) {
        m_problems.push_back(problem);
        end(round);
    });
    round->start();
}

void EnrollRun::end(EnrollmentRound *round)
{
    round->deleteLater();
    --m_inFlight;
    beginMany();
}

} // namespace enigm::simulator
