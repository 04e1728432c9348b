#include "simulator/fleet/HandleRun.h"

namespace enigm::simulator {

HandleRun::HandleRun(std::vector<deployment::DeviceIdentity> devices, DeviceListener listener, QObject *parent)
    : QObject(parent)
    , m_devices(std::move(devices))
    , m_listener(std::move(listener))
{}

void HandleRun::start()
{
    askNext();
}

void HandleRun::askNext()
{
    if (m_asked == m_devices.size()) {
        Q_EMIT finished();
        return;
    }
    const deployment::DeviceIdentity &device = m_devices[m_asked++];
    auto *const exchange = new Exchange(device, m_listener, {.method = "GET", .path = "/device/v1/handles"}, this);
    connect(exchange, &Exchange::finished, this, [this, exchange, handle = device.handle](const Reply &reply) {
        exchange->deleteLater();
        Q_EMIT answered(readHandlesReply(handle, reply));
        askNext();
    });
}

} // namespace enigm::simulator
