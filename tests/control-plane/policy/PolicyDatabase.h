#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/policy/PolicyDocument.h"
#include "contract/reports/HeldPolicies.h"
#include "contract/reports/Posture.h"
#include "tests/control-plane/store/OpenStore.h"

namespace enigm::test {

/// A database with a change that everything in it rests on, and short ways to fill it. What goes wrong ends the test.
class PolicyDatabase : public OpenStore
{
public:
    PolicyDatabase();

    /// Publishes the next version of a policy and assigns it to these groups, or to every device.
    void publish(const QString &id, const policy::PolicyDocument &document,
                 const std::optional<std::vector<QString>> &groups = {});
    /// A group that lists these devices, or has a rule (canonical JSON of the definition).
    void group(const QString &id, const QByteArray &definition, const std::vector<fleet::DeviceHandle> &members = {});
    [[nodiscard]] fleet::DeviceHandle device(int number, fleet::DeviceState state = fleet::DeviceState::Trusted);
    void report(const fleet::DeviceHandle &device, const reports::Posture &posture, qint64 time);

    void confirm(const fleet::DeviceHandle &device, const reports::HeldPolicies &held);

    static constexpr auto change = "change 1";

private:
    qint64 m_cursor = 1;
};

/// Publishes the next version of a policy by a change that there is, and assigns it to these groups, or to every
/// device.
[[nodiscard]] Expected<void> publishPolicy(controlplane::store::Transaction &transaction, const QString &change,
                                           qint64 cursor, const QString &id, const policy::PolicyDocument &document,
                                           const std::optional<std::vector<QString>> &groups = {});

/// A static group of this name, as it is stored.
[[nodiscard]] QByteArray staticGroup(const QByteArray &name);
/// A group of this name that finds devices in this state.
[[nodiscard]] QByteArray groupByState(const QByteArray &name, const QByteArray &state);

} // namespace enigm::test
