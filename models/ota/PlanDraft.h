#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/ota/RolloutPlan.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::models::ota {

/// By what a group of a rollout is filled.
enum class GroupBy { Share, DeviceGroup, Handles };

/// One group of a rollout that is being planned. `settings` holds all but its devices.
struct PlannedGroup
{
    QString id; ///< while it is planned
    enigm::ota::RolloutGroup settings;
    GroupBy by = GroupBy::Share;
    qint64 share = 0;                              ///< thousandths
    QString deviceGroup = {};                      ///< id
    std::vector<fleet::DeviceHandle> handles = {}; ///< sorted, each once

    friend bool operator==(const PlannedGroup &, const PlannedGroup &) = default;
};

/// A rollout that is being planned. It exists in the console alone, until a change starts it.
struct PlanDraft
{
    QString release; ///< id; empty before one is chosen
    enigm::ota::RolloutModel model = enigm::ota::RolloutModel::Limited;
    std::vector<PlannedGroup> groups = {};
    enigm::ota::RetryPlan retry = {};
    qint64 silentAfter = qint64(7) * 24 * 3600;
    std::optional<qint64> rate = {};            ///< bytes a second
    qint64 obeyWithin = qint64(30) * 24 * 3600; ///< seconds for which devices obey the start

    friend bool operator==(const PlanDraft &, const PlanDraft &) = default;
};

enum class PlanProblem {
    NoRelease,
    NoGroup,
    TooManyGroups,
    NameMissing,
    NameTwice,
    NoDevices,      ///< no share, no device group, no handle
    SharesTooLarge, ///< more than all devices together
    NoErrorLimit,
    StartsBackwards, ///< before the group that precedes it
    // Not wrong, but hardly meant.
    StartsInPast,
    AllAtOnce, ///< one group has everybody
};

struct PlanFinding
{
    PlanProblem problem = PlanProblem::NoGroup;
    std::optional<std::size_t> group = {}; ///< its place; nothing where it is about the whole

    friend bool operator==(const PlanFinding &, const PlanFinding &) = default;
};

/// Whether it says who is in the group.
[[nodiscard]] bool hasDevices(const PlannedGroup &group);
/// Whether the plan is refused.
[[nodiscard]] bool isWrong(PlanProblem problem);
/// `now` in Unix seconds.
[[nodiscard]] std::vector<PlanFinding> findingsIn(const PlanDraft &draft, qint64 now);
[[nodiscard]] bool isSound(const std::vector<PlanFinding> &findings);

/// What a person begins with: a hundredth, a tenth, and everybody else, a day apart; of a security rollout one group.
[[nodiscard]] std::vector<PlannedGroup> usualGroups(enigm::ota::RolloutModel model, qint64 now);
/// A group like the last one, that opens a day later.
[[nodiscard]] PlannedGroup nextGroup(const std::vector<PlannedGroup> &groups, qint64 now);

/// The plan that a change carries. `members`: for each group those that it names, nothing for one by share. Groups of a
/// security rollout do not soak.
[[nodiscard]] enigm::ota::RolloutPlan planOf(const PlanDraft &draft,
                                             const std::vector<std::optional<enigm::ota::RolloutMembers>> &members);

} // namespace enigm::models::ota
