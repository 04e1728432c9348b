#include "simulator/fleet/ObeyRun.h"

namespace enigm::simulator {

ObeyRun::ObeyRun(std::vector<deployment::DeviceIdentity> devices, CommandRound::Setup setup, int inFlight,
                 QObject *parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_setup(std::move(setup))
    , m_mostInFlight(inFlight)
{}

void ObeyRun::start()
{
    m_since.start();
    beginMany();
}

double ObeyRun::seconds() const
{
    constexpr int millisecondsPerSecond = 1000;
    return static_cast<double>(m_since.elapsed()) / millisecondsPerSecond;
}

void ObeyRun::beginMany()
{
    while (m_inFlight < m_mostInFlight && m_begun < m_devices.size())
        beginNext();
    if (m_inFlight == 0)
        Q_EMIT finished();
}

void ObeyRun::beginNext()
{
    const deployment::DeviceIdentity &device = m_devices[m_begun++];
    ++m_inFlight;
    auto *const round = new CommandRound(device, m_setup, this);
    connect(round, &CommandRound::answered, this, [this](const CommandResult &result) {
        m_tally.add(result);
        Q_EMIT answered(result);
    });
    // Queued: a round that cannot even begin must not end while it is being begun.
    connect(
        round, &CommandRound::finished, this,
        [this, round, handle = device.handle](const std::optional<Problem> &problem) {
            round->deleteLater();
            --m_inFlight;
            m_tally.addEnd(problem);
            if (problem)
                Q_EMIT failed(handle, *problem);
            beginMany();
        },
        Qt::QueuedConnection);
    round->start();
}

} // namespace enigm::simulator
