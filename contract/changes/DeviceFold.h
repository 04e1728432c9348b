#pragma once

#include "contract/changes/Effect.h"
#include "contract/changes/TargetSet.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"

#include <QByteArrayList>
#include <QHash>
#include <QSet>
#include <QString>

#include <optional>

namespace enigm::changes {

/// The states of devices as executed changes made them: the only proof of a device's state. A device that no execution
/// has named is in pending-enrollment.
class DeviceFold
{
public:
    /// Takes one execution. `targets` and `application` were checked against the signed change. TargetState where a
    /// device was in another state than the execution says; TargetMismatch where a handle points at another key than
    /// before.
    Expected<void> apply(const TargetSet &targets, const Application &application);
    /// TargetMismatch where targets that are only named are not the phones that were moved under their handles.
    [[nodiscard]] Expected<void> checkKeys(const TargetSet &targets) const;
    /// An execution whose content is withheld moved this device somewhere: its next state is believed.
    void forget(const QString &handle);

    /// Nothing for a device that no execution has named, or that was forgotten since.
    [[nodiscard]] std::optional<fleet::DeviceState> stateOf(const QString &handle) const;
    /// Thumbprint of the attested key that the device was first moved with; nothing as above.
    [[nodiscard]] std::optional<QString> keyOf(const QString &handle) const;
    [[nodiscard]] qsizetype size() const { return m_devices.size(); }
    /// The handles (ASCII) of the devices in a state, sorted.
    [[nodiscard]] QByteArrayList inState(fleet::DeviceState state) const;
    /// Whether the state of every device that an execution has moved is known.
    [[nodiscard]] bool isWhole() const { return m_forgotten.isEmpty(); }
    /// Rises with every execution that moved devices.
    [[nodiscard]] qint64 moves() const { return m_moves; }

private:
    struct Device
    {
        fleet::DeviceState state = fleet::DeviceState::PendingEnrollment;
        QString key;
    };
    [[nodiscard]] Expected<void> check(const TargetLeaf &target, fleet::DeviceState claimed) const;
    [[nodiscard]] static Expected<void> checkKey(const Device &device, const TargetLeaf &target);

    QHash<QString, Device> m_devices;
    QSet<QString> m_forgotten;
    qint64 m_moves = 0;
};

} // namespace enigm::changes
