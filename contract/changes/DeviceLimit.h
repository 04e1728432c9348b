#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/operators/Founding.h"
#include "contract/operators/Rule.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace enigm::changes {

/// How many devices acts of one kind may reach within a while, counted over all operators, before more people must sign
/// (leaf 0). What counts is the devices that the executed changes signed, so that many small changes are no way around.
struct DeviceLimit
{
    enum class Kind {
        Brake,      ///< `brake`: revoke, replace, retire and wipe together; beyond it two approvers
        Suspension, ///< `suspension`: device.suspend; beyond it one approver
    };

    Kind kind = Kind::Brake;
    operators::DeviceBudget budget;

    /// Whether this many devices, those of the change among them, lie beyond it.
    [[nodiscard]] bool isPassedBy(qint64 devices) const { return devices > budget.devices; }
    /// How many approvers it asks for beyond it.
    [[nodiscard]] int approvers() const;
    /// Adds to the clauses what is missing of approvers().
    void raise(std::vector<operators::SignerClause> &clauses) const;

    friend bool operator==(const DeviceLimit &, const DeviceLimit &) = default;
};

/// The limit that an act counts towards; none for acts without one.
[[nodiscard]] std::optional<DeviceLimit> limitOn(const operators::Founding &founding, const ChangeRequest &request);
/// The names of the actions that count towards it.
[[nodiscard]] QStringList limitedActions(DeviceLimit::Kind kind);

} // namespace enigm::changes
