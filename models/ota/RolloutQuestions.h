#pragma once

#include "contract/ota/RolloutRecord.h"

namespace enigm::models::ota {

/// How many devices of a group the trust decision let when they asked.
[[nodiscard]] qint64 eligible(const enigm::ota::GroupCounts &counts);
/// How many have found signatures, length and digest right, wherever they are now.
[[nodiscard]] qint64 verifiedOrFurther(const enigm::ota::GroupCounts &counts);
/// Of how many the success share is: those that can confirm.
[[nodiscard]] qint64 counted(const enigm::ota::GroupCounts &counts);
/// How many confirmations complete the group. Failures that a resumption has accepted are not asked of it.
[[nodiscard]] qint64 enough(const enigm::ota::RolloutGroupRecord &group, const enigm::ota::RolloutGroup &plan);
/// How many failures the group bears: those that a resumption has accepted, and the lesser of its thresholds.
[[nodiscard]] qint64 bearable(const enigm::ota::RolloutGroupRecord &group, const enigm::ota::RolloutGroup &plan);

/// All groups together.
[[nodiscard]] enigm::ota::GroupCounts totalOf(const enigm::ota::RolloutRecord &rollout);
[[nodiscard]] int completedGroups(const enigm::ota::RolloutRecord &rollout);

} // namespace enigm::models::ota
