#pragma once

#include "contract/json/JsonValue.h"
#include "contract/ota/RolloutRecord.h"
#include "contract/problems/Problem.h"
#include "control-plane/ota/ReleaseSource.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/RolloutDeviceStore.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::ota {

/// Rollouts in a row, and where to go on: {"items":[…],"next":id|null}.
struct RolloutPage
{
    std::vector<enigm::ota::RolloutRecord> items;
    std::optional<QString> next;

    [[nodiscard]] json::Value toJson() const;
};

/// Devices of a rollout: {"items":[…],"next":handle|null}.
struct RolloutDevicePage
{
    std::vector<enigm::ota::RolloutDevice> items;
    std::optional<QString> next;

    [[nodiscard]] json::Value toJson() const;
};

/// What happened to a rollout, newest first: {"items":[…],"next":id|null}, `next` to be asked for as `before`.
struct RolloutEventPage
{
    std::vector<enigm::ota::RolloutEvent> items;
    std::optional<qint64> next;

    [[nodiscard]] json::Value toJson() const;
};

/// Serves rollouts out of the store, each call from one snapshot. Any thread.
class RolloutReader
{
public:
    /// Borrows the database. `isSample`: every device of this deployment is simulated.
    RolloutReader(const store::Database &database, ReleaseSource release, bool isSample);

    /// At most `limit` rollouts behind the id `after` (empty: from the first), by id.
    [[nodiscard]] Expected<RolloutPage> page(const QString &after, int limit) const;
    // NotFound for a rollout that is not there.
    [[nodiscard]] Expected<enigm::ota::RolloutRecord> record(const QString &id) const;
    /// At most `limit` devices behind the handle `after` (empty: from the first), by handle.
    [[nodiscard]] Expected<RolloutDevicePage> devices(const QString &id, const store::RolloutDeviceFilter &filter,
                                                      const QString &after, int limit) const;
    /// At most `limit` events before the id `before` (nothing: from the last).
    [[nodiscard]] Expected<RolloutEventPage> events(const QString &id, std::optional<qint64> before, int limit) const;

    /// How many devices the plan would have now, drawn by no change: estimates, but for members. TargetMismatch where
    /// nobody has handed in the members of a group. Looks at every device.
    [[nodiscard]] Expected<enigm::ota::RolloutPreview> preview(const enigm::ota::RolloutPlan &plan) const;
    /// The devices of a device group now, at most one more than RolloutService::mostMembers. NotFound.
    [[nodiscard]] Expected<std::vector<enigm::fleet::DeviceHandle>> devicesOf(const QString &deviceGroup) const;

private:
    [[nodiscard]] Expected<enigm::ota::RolloutRecord> recordOf(const store::Repositories &store,
                                                               store::RolloutRow row) const;

    const store::Database &m_database;
    ReleaseSource m_release;
    bool m_isSample;
};

} // namespace enigm::controlplane::ota
