#pragma once

#include "contract/samples/SampleDeviceFactory.h"
#include "simulator/device/AttestationRound.h"
#include "tests/control-plane/api/TestConsole.h"

#include <optional>

namespace enigm::test {

/// A served sample whose devices attest again, as the simulator plays them, at its device listener.
class AttestationTestBed
{
public:
    explicit AttestationTestBed(qint64 devices);

    [[nodiscard]] TestDeployment &deployment() { return m_deployment; }
    [[nodiscard]] const samples::SampleDeviceFactory &hardware() const { return *m_hardware; }
    /// A trusted device that no other test has used.
    [[nodiscard]] fleet::DeviceHandle freshDevice();
    /// As the device is answered.
    [[nodiscard]] simulator::Reply attest(const fleet::DeviceHandle &device,
                                          simulator::Misbehaviour misbehaviour = simulator::Misbehaviour::None);
    /// A device of the sample hands in this chain, signed over a fresh nonce by its attested key.
    [[nodiscard]] RawReply handIn(const fleet::DeviceHandle &device, const std::vector<QByteArray> &chain);
    /// Since when the device is told that it is to attest again.
    [[nodiscard]] std::optional<qint64> dueSince(const fleet::DeviceHandle &device);
    /// As operators see it.
    [[nodiscard]] json::Object shown(const fleet::DeviceHandle &device);
    [[nodiscard]] QString outcome(const fleet::DeviceHandle &device);
    [[nodiscard]] QString reason(const fleet::DeviceHandle &device);
    /// POST /v1/attestation-requests by this person.
    [[nodiscard]] RawReply askFor(const QString &person, const std::vector<fleet::DeviceHandle> &devices);
    /// "action outcome" of what was logged about attestations from an index on.
    [[nodiscard]] QStringList entries(qint64 from);
    /// Asked for by an administrator, and signed off by enough people.
    void perform(const QString &action, const changes::TargetSet &targets, const changes::Parameters &parameters = {});
    [[nodiscard]] TestConsole &console(const QString &person);
    /// Time passes, and with it every session.
    void advance(qint64 seconds);

private:
    TestDeployment m_deployment;
    std::optional<samples::SampleDeviceFactory> m_hardware;
    std::map<QString, std::unique_ptr<TestConsole>> m_consoles;
    int m_used = 0;
};

} // namespace enigm::test
