#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {

class Connection;

/// What the store has of a device that a trust decision may rest on, besides the groups that it is in.
struct DeviceInputRow
{
    QString handle = {};
    enigm::fleet::DeviceState state = enigm::fleet::DeviceState::PendingEnrollment;
    QString attestation = {};   ///< outcome
    QString securityLevel = {}; ///< empty where unknown
    std::optional<qint64> patch = {};
    std::optional<QByteArray> posture = {}; ///< canonical JSON of the report's body; nothing where it never reported
    qint64 reported = 0;                    ///< when it last did
    std::optional<QByteArray> held = {};    ///< HeldPoliciesRow::versions; nothing where it never said

    friend bool operator==(const DeviceInputRow &, const DeviceInputRow &) = default;
};

/// A static group that lists a device.
struct ListingRow
{
    QString handle = {};
    QString group = {}; ///< id

    friend bool operator==(const ListingRow &, const ListingRow &) = default;
};

/// Devices as trust decisions see them: one, or all in a row, since a question about a fleet is about each of them.
class DeviceInputStore
{
public:
    explicit DeviceInputStore(Connection &connection)
        : m_connection(connection)
    {}

    [[nodiscard]] Expected<std::optional<DeviceInputRow>> find(const enigm::fleet::DeviceHandle &handle) const;
    /// At most `limit` devices behind the handle text `after` (empty: from the first), by handle.
    [[nodiscard]] Expected<std::vector<DeviceInputRow>> page(const QString &after, int limit) const;
    /// Which static groups list devices behind the handle text `after` and up to `last`, by handle, then by group.
    [[nodiscard]] Expected<std::vector<ListingRow>> listings(const QString &after, const QString &last) const;

private:
    Connection &m_connection;
};

} // namespace enigm::controlplane::store
