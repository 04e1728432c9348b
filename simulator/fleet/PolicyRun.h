#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "simulator/device/PolicyRound.h"

#include <QObject>

#include <vector>

namespace enigm::simulator {

/// Devices take over the policies that are in force for them, and say so, one after the other.
class PolicyRun : public QObject
{
    Q_OBJECT

public:
    PolicyRun(std::vector<deployment::DeviceIdentity> devices, PolicyRound::Setup setup, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void answered(const enigm::simulator::PolicyResult &result);
    void confirmed(const enigm::simulator::ConfirmationResult &result);
    /// A device could not ask to the end.
    void failed(const enigm::fleet::DeviceHandle &handle, const enigm::Problem &problem);
    void finished();

private:
    void beginNext();

    std::vector<deployment::DeviceIdentity> m_devices;
    PolicyRound::Setup m_setup;
    std::size_t m_begun = 0;
};

} // namespace enigm::simulator
