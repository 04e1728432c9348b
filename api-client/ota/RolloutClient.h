#pragma once

#include "api-client/session/Session.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/RolloutRecord.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::client {

struct RolloutPage
{
    std::vector<ota::RolloutRecord> rollouts; ///< by id
    std::optional<QString> next;
};

struct RolloutDevicePage
{
    std::vector<ota::RolloutDevice> devices; ///< by handle
    std::optional<QString> next;
};

struct RolloutEventPage
{
    std::vector<ota::RolloutEvent> events; ///< newest first
    std::optional<qint64> next;            ///< before what older ones are
};

/// Which devices of a rollout are asked for; an empty member asks for all.
struct RolloutDeviceQuery
{
    std::optional<qint64> group = {};
    std::optional<ota::UpdateState> state = {};
    QString after = {};
    int limit = 100;
};

/// Rollouts, as served. What arrives is read strictly; that a rollout is what its change says is for who reads the log
/// to find out.
class RolloutClient
{
public:
    explicit RolloutClient(Session &session);

    [[nodiscard]] Task<Expected<RolloutPage>> page(QString after, int limit);
    /// Every rollout, page by page, by id.
    [[nodiscard]] Task<Expected<std::vector<ota::RolloutRecord>>> all();
    // NotFound for a rollout that is not there.
    [[nodiscard]] Task<Expected<ota::RolloutRecord>> rollout(QString id);
    [[nodiscard]] Task<Expected<RolloutDevicePage>> devices(QString id, RolloutDeviceQuery query);
    /// At most `limit` events before the id `before` (nothing: from the last).
    [[nodiscard]] Task<Expected<RolloutEventPage>> events(QString id, std::optional<qint64> before, int limit);

    /// How many devices the plan would have now; of groups by share an estimate. TargetMismatch for members that nobody
    /// handed in.
    [[nodiscard]] Task<Expected<ota::RolloutPreview>> preview(ota::RolloutPlan plan);
    // Has the devices kept that a group of a plan is to name. NotPermitted for those who are no release managers;
    // OutOfRange for none, and for too many.
    /// Those that a device group has now.
    [[nodiscard]] Task<Expected<ota::RolloutMembers>> membersOfGroup(QString group);
    /// UnexpectedAnswer unless the server keeps just these.
    [[nodiscard]] Task<Expected<ota::RolloutMembers>> membersByHand(std::vector<fleet::DeviceHandle> handles);

private:
    Session &m_session;
};

} // namespace enigm::client
