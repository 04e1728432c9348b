#include "models/ota/RolloutQuestions.h"

#include <algorithm>
#include <limits>

namespace enigm::models::ota {

using enigm::ota::GroupCounts;
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

qint64 enough(const GroupCounts &counts, const enigm::ota::RolloutGroup &plan)
{
    return (counted(counts) * plan.success + wholeShare - 1) / wholeShare;
}

qint64 bearable(const GroupCounts &counts, const enigm::ota::RolloutGroup &plan)
{
    const qint64 most = std::numeric_limits<qint64>::max();
    const qint64 byShare = plan.errors.share ? counts.count * *plan.errors.share / wholeShare : most;
    return std::min(plan.errors.count.value_or(most), byShare);
}

GroupCounts totalOf(const enigm::ota::RolloutRecord &rollout)
{
    GroupCounts total;
    for (const enigm::ota::RolloutGroupRecord &group : rollout.groups) {
        total.count += group.counts.count;
        for (const enigm::ota::UpdateState state : enigm::ota::allOf<enigm::ota::UpdateState>())
            total.of(state) += group.counts.of(state);
    }
    return total;
}

int completedGroups(const enigm::ota::RolloutRecord &rollout)
{
    using enigm::ota::RolloutGroupRecord;
    return static_cast<int>(
        std::ranges::count(rollout.groups, enigm::ota::GroupState::Completed, &RolloutGroupRecord::state));
}

} // namespace enigm::models::ota
