#include "simulator/fleet/FleetRun.h"

#include <QTimer>

namespace enigm::simulator {

namespace {

constexpr int tick = 10; // milliseconds
constexpr int millisecondsPerSecond = 1000;

} // namespace

FleetRun::FleetRun(std::vector<deployment::DeviceIdentity> devices, DeviceListener listener, Pace pace,
                   AfterCheckIn then, QObject *parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_listener(std::move(listener))
    , m_pace(pace)
    , m_then(std::move(then))
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
    // The devices stay where they are for as long as the run.
    connect(checkIn, &CheckIn::finished, this, [this, checkIn, &device](const CheckInResult &result) {
        checkIn->deleteLater();
        report(device, result);
    });
}

void FleetRun::report(const deployment::DeviceIdentity &device, const CheckInResult &checkIn)
{
    if (!m_then.report || checkIn.outcome != CheckInResult::Outcome::Accepted)
        return attest(device, checkIn);
    auto *const report = new DeviceReport(device, m_listener, *m_then.report, this);
    connect(report, &DeviceReport::finished, this, [this, report, checkIn, &device](const Reply &reply) {
        report->deleteLater();
        attest(device, afterReport(checkIn, reply));
    });
}

void FleetRun::attest(const deployment::DeviceIdentity &device, const CheckInResult &checkIn)
{
    const bool isDue = m_then.attest && (checkIn.attestationDue || !m_then.attest->onlyWhenDue);
    if (!isDue || checkIn.outcome != CheckInResult::Outcome::Accepted)
        return take(checkIn);
    auto *const round = new AttestationRound(device, m_listener, *m_then.attest, this);
    connect(round, &AttestationRound::finished, this, [this, round, checkIn](const Reply &reply) {
        round->deleteLater();
        take(afterReport(checkIn, reply));
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
