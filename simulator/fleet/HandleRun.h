#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "simulator/device/HandlesReply.h"
#include "simulator/wire/Exchange.h"

#include <QObject>

#include <vector>

namespace enigm::simulator {

/// Devices ask by which handles the network knows them, one after the other.
class HandleRun : public QObject
{
    Q_OBJECT

public:
    HandleRun(std::vector<deployment::DeviceIdentity> devices, DeviceListener listener, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void answered(const enigm::simulator::HandlesResult &result);
    void finished();

private:
    void askNext();

    std::vector<deployment::DeviceIdentity> m_devices;
    DeviceListener m_listener;
    std::size_t m_asked = 0;
};

} // namespace enigm::simulator
