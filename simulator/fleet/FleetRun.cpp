#include "simulator/fleet/FleetRun.h"

#include <QTimer>

namespace enigm::simulator {

namespace {

constexpr int tick = 10; // milliseconds
constexpr int millisecondsPerSecond = 1000;

} // namespace

FleetRun::FleetRun(std::vector<deployment::DeviceIdentity> devices, DeviceListener listener, Pace pace, QObject *parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_listener(std::move(listener))
    , m_pace(pace)
    , m_ticks(new QTimer(this))
{
    connect(m_ticks, &QTimer::timeout, this, &FleetRun::beginDue);
}

void FleetRun::start()
{
    m_since.start();
    if (m_pace.rate)
        m_ticks->start(tick);
    else
        beginMany();
}

double FleetRun::seconds() const
{
    return static_cast<double>(m_since.elapsed()) / millisecondsPerSecond;
}

bool FleetRun::isOver() const
{
    if (m_pace.rate)
        return m_since.elapsed() >= qint64(m_pace.seconds) * millisecondsPerSecond;
    return m_begun >= m_devices.size();
}

void FleetRun::beginMany()
{
    while (m_inFlight < m_pace.inFlight && !isOver())
        beginNext();
}

void FleetRun::beginDue()
{
    if (isOver()) {
        m_ticks->stop();
        if (m_inFlight == 0)
            Q_EMIT finished();
        return;
    }
    const auto due = static_cast<std::size_t>(m_since.elapsed() * *m_pace.rate / millisecondsPerSecond);
    while (m_begun < due) {
        if (m_inFlight < m_pace.inFlight)
            beginNext();
        else
            ++m_begun; // no room: an honest load does not catch up in a burst
    }
}

void FleetRun::beginNext()
{
    const deployment::DeviceIdentity &device = m_devices[m_begun++ % m_devices.size()];
    ++m_inFlight;
    auto *const checkIn = new CheckIn(device, m_listener, this);
    connect(checkIn, &CheckIn::finished, this, [this, checkIn](const CheckInResult &result) {
        checkIn->deleteLater();
        take(result);
    });
}

void FleetRun::take(const CheckInResult &result)
{
    --m_inFlight;
    m_tally.add(result);
    Q_EMIT checkedIn(result);
    if (!m_pace.rate)
        beginMany();
    if (m_inFlight == 0 && isOver() && !m_ticks->isActive())
        Q_EMIT finished();
}

} // namespace enigm::simulator
