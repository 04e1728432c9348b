#pragma once

#include "contract/fleet/DeviceState.h"
#include "control-plane/store/DeviceStore.h"

#include <QString>

#include <map>
#include <optional>
#include <variant>
#include <vector>

namespace enigm::controlplane::store {

/// Devices that are alike in everything that the rule of a group may ask for, as they are stored.
struct DeviceCohort
{
    enigm::fleet::DeviceState state = enigm::fleet::DeviceState::PendingEnrollment;
    QString attestation = {};   ///< outcome
    QString securityLevel = {}; ///< empty where unknown
    std::optional<qint64> patch = {};

    friend bool operator==(const DeviceCohort &, const DeviceCohort &) = default;
};

/// Which devices a group has: those that it lists, by its id, or those of some cohorts.
using GroupScope = std::variant<QString, std::vector<DeviceCohort>>;

/// The devices of groups. There are few cohorts whatever the size of the fleet, and each of them is a run of one index,
/// so that a page of a group costs what a page of the fleet does and rules are judged outside SQL, by the function that
/// everybody uses.
class GroupDeviceStore
{
public:
    explicit GroupDeviceStore(Connection &connection)
        : m_connection(connection)
    {}

    /// Every cohort that has devices.
    [[nodiscard]] Expected<std::vector<DeviceCohort>> cohorts() const;
    /// At most `limit` devices of the group that the filter lets through, behind the handle text `after` (empty: from
    /// the first), by handle. Handles that a static group lists and no device has are passed over.
    [[nodiscard]] Expected<std::vector<DeviceRow>> page(const GroupScope &scope, const DeviceFilter &filter,
                                                        const QString &after, int limit) const;
    /// As DeviceStore::countByState, of the group.
    [[nodiscard]] Expected<std::map<enigm::fleet::DeviceState, qint64>>
    countByState(const GroupScope &scope, const DeviceFilter &filter = {}) const;

private:
    using Handles = Expected<std::vector<QString>>;
    using Counts = Expected<std::map<enigm::fleet::DeviceState, qint64>>;

    [[nodiscard]] Expected<std::vector<std::optional<qint64>>> patchesOf(const DeviceCohort &cohort) const;
    [[nodiscard]] Handles listed(const QString &group, const DeviceFilter &filter, const QString &after,
                                 int limit) const;
    [[nodiscard]] Handles alike(const DeviceCohort &cohort, const DeviceFilter &filter, const QString &after,
                                int limit) const;
    [[nodiscard]] Handles handles(const GroupScope &scope, const DeviceFilter &filter, const QString &after,
                                  int limit) const;
    [[nodiscard]] Counts countListed(const QString &group, const DeviceFilter &filter) const;
    [[nodiscard]] Counts countAlike(const std::vector<DeviceCohort> &cohorts, const DeviceFilter &filter) const;

    Connection &m_connection;
};

} // namespace enigm::controlplane::store
