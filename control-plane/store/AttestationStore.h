#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// An attestation that came out otherwise than the one before it.
struct AttestationChangeRow
{
    qint64 position = 0; ///< index of its activity entry
    qint64 judged = 0;   ///< Unix seconds
    QString outcome = {};
    QString before = {}; ///< the outcome until then

    friend bool operator==(const AttestationChangeRow &, const AttestationChangeRow &) = default;
};

/// What became of devices' attestations after they had enrolled; what is so now is the device's (DeviceStore).
class AttestationStore
{
public:
    /// Of one device; older ones are in the log alone.
    static constexpr int mostChanges = 64;

    explicit AttestationStore(Connection &connection)
        : m_connection(connection)
    {}

    /// The oldest is forgotten where there are too many.
    [[nodiscard]] Expected<void> add(const enigm::fleet::DeviceHandle &handle, const AttestationChangeRow &change);
    /// Oldest first.
    [[nodiscard]] Expected<std::vector<AttestationChangeRow>> changes(const enigm::fleet::DeviceHandle &handle) const;
    /// How many of these came after `time`.
    [[nodiscard]] Expected<qint64> countSince(const enigm::fleet::DeviceHandle &handle, qint64 time) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
