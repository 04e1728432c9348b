#pragma once

#include "simulator/device/CheckInReply.h"
#include "simulator/wire/Exchange.h"

#include <QObject>

namespace enigm::simulator {

/// One check-in of one device.
class CheckIn : public QObject
{
    Q_OBJECT

public:
    /// Starts at once.
    CheckIn(const deployment::DeviceIdentity &device, const DeviceListener &listener, QObject *parent);

Q_SIGNALS:
    /// Once, from the event loop.
    void finished(const enigm::simulator::CheckInResult &result);
};

} // namespace enigm::simulator
