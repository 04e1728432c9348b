#pragma once

#include "contract/reports/EffectOutcome.h"
#include "tests/control-plane/api/TestConsole.h"

namespace enigm::test {

/// What devices of a deployment are told, and say of it, over the wires of operators and of devices.
class CommandedDevices
{
public:
    /// Borrowed.
    explicit CommandedDevices(TestDeployment &deployment)
        : m_deployment(deployment)
    {}

    struct Sent
    {
        fleet::DeviceHandle handle; ///< of the first target
        QByteArray change;          ///< digest
        QString reference;
        qint64 execution = 0; ///< index
    };
    /// The targets, a trusted device where none are given, have just been sent this command: asked for by
    /// administrator-1, signed off by approver-1 where that is needed.
    [[nodiscard]] Sent send(const QString &action, changes::TargetSet targets = {}) const;
    [[nodiscard]] QByteArray nonceFor(const fleet::DeviceHandle &handle) const;
    /// That it was obeyed, over a fresh nonce.
    [[nodiscard]] reports::Report reportOn(const Sent &sent) const;
    [[nodiscard]] json::Value signedBy(const fleet::DeviceHandle &handle, const reports::Report &report) const;
    [[nodiscard]] RawReply handIn(const fleet::DeviceHandle &handle, const json::Value &body) const;

private:
    TestDeployment &m_deployment;
};

} // namespace enigm::test
