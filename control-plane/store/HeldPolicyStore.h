#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>

namespace enigm::controlplane::store {

class Connection;

/// Which policies a device says that hold there.
struct HeldPoliciesRow
{
    QByteArray versions = {}; ///< reports::HeldPolicies::versions
    QByteArray report = {};   ///< canonical JSON of the report's body
    qint64 position = 0;      ///< index of its activity entry
    qint64 changed = 0;       ///< when it said so first, Unix seconds
    qint64 countedFrom = 0;   ///< when the count began
    qint64 changes = 1;       ///< how often it has said something else since

    friend bool operator==(const HeldPoliciesRow &, const HeldPoliciesRow &) = default;
};

/// Which policies devices have confirmed. What they said before is in the log alone.
class HeldPolicyStore
{
public:
    explicit HeldPolicyStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Inserts or replaces.
    [[nodiscard]] Expected<void> set(const enigm::fleet::DeviceHandle &handle, const HeldPoliciesRow &held);
    /// As if the device had never said anything.
    [[nodiscard]] Expected<void> forget(const enigm::fleet::DeviceHandle &handle);

    [[nodiscard]] Expected<std::optional<HeldPoliciesRow>> find(const enigm::fleet::DeviceHandle &handle) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
