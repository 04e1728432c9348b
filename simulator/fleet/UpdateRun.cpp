#include "simulator/fleet/UpdateRun.h"

namespace enigm::simulator {

UpdateRun::UpdateRun(std::vector<deployment::DeviceIdentity> devices, const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_book(setup.deployment)
    , m_pool(setup.stateDirectory)
    , m_setup{.listener = setup.listener,
              .deployment = setup.deployment,
              .stateDirectory = setup.stateDirectory,
              .first = setup.first,
              .conduct = setup.conduct,
              .book = m_book,
              .pool = m_pool,
              .clock = setup.clock}
    , m_mostInFlight(setup.inFlight)
{}

void UpdateRun::start()
{
    m_since.start();
    beginMany();
}

double UpdateRun::seconds() const
{
    constexpr int millisecondsPerSecond = 1000;
    return static_cast<double>(m_since.elapsed()) / millisecondsPerSecond;
}

void UpdateRun::beginMany()
{
    while (m_inFlight < m_mostInFlight && m_begun < m_devices.size())
        beginNext();
    if (m_inFlight == 0)
        Q_EMIT finished();
}

void UpdateRun::beginNext()
{
    ++m_inFlight;
    auto *const round = new UpdateRound(m_devices[m_begun++], m_setup, this);
    connect(round, &UpdateRound::finished, this, [this, round](const UpdateResult &result) {
        round->deleteLater();
        --m_inFlight;
        m_tally.add(result);
        Q_EMIT answered(result);
        beginMany();
    });
    round->start();
}

} // namespace enigm::simulator
