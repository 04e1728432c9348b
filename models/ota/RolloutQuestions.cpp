#include "models/ota/RolloutQuestions.h"

#include <algorithm>

namespace enigm::models::ota {

using enigm::ota::GroupCounts;
using enigm::ota::RolloutGroupRecord;
using enigm::ota::wholeShare;

qint64 eligible(const GroupCounts &counts)
{
    return counts.count - counts.waiting - counts.notEligible - counts.withdrawn;
}

qint64 verifiedOrFurther(const GroupCounts &counts)
{
    return counts.verified + counts.installed + counts.confirmed;
}

qint64 counted(const GroupCounts &counts)
{
    return counts.count - counts.notEligible - counts.withdrawn;
}

qint64 enough(const RolloutGroupRecord &group, const enigm::ota::RolloutGroup &plan)
{
    return ((counted(group.counts) - group.forgiven) * plan.success + wholeShare - 1) / wholeShare;
}

qint64 bearable(const RolloutGroupRecord &group, const enigm::ota::RolloutGroup &plan)
{
    const qint64 all = group.counts.count;
    const qint64 byShare = plan.errors.share ? all * *plan.errors.share / wholeShare : all;
    return group.forgiven + std::min(plan.errors.count.value_or(all), byShare);
}

GroupCounts totalOf(const enigm::ota::RolloutRecord &rollout)
{
    GroupCounts total;
    for (const RolloutGroupRecord &group : rollout.groups) {
        total.count += group.counts.count;
        for (const enigm::ota::UpdateState state : enigm::ota::allOf<enigm::ota::UpdateState>())
            total.of(state) += group.counts.of(state);
    }
    return total;
}

int completedGroups(const enigm::ota::RolloutRecord &rollout)
{
    return static_cast<int>(
        std::ranges::count(rollout.groups, enigm::ota::GroupState::Completed, &RolloutGroupRecord::state));
}

} // namespace enigm::models::ota
