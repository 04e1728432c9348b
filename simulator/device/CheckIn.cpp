#include "simulator/device/CheckIn.h"

namespace enigm::simulator {

CheckIn::CheckIn(const deployment::DeviceIdentity &device, const DeviceListener &listener, QObject *parent)
    : QObject(parent)
{
    auto *const exchange =
        new Exchange(device, listener, {.method = "POST", .path = "/device/v1/check-in", .body = "{}"}, this);
    connect(exchange, &Exchange::finished, this,
            [this, handle = device.handle](const Reply &reply) { Q_EMIT finished(readCheckInReply(handle, reply)); });
}

} // namespace enigm::simulator
