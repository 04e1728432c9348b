#pragma once

#include "models/ota/PlanDraft.h"
#include "views/design/facts/KeyValueList.h"
#include "views/words/PolicyText.h"

#include <vector>

namespace enigm::views::ota {

/// What is to be said of a plan, in a sentence.
[[nodiscard]] QString findingText(const models::ota::PlanFinding &finding, const models::ota::PlanDraft &draft);
/// "10%", "Device group Field", "3 devices by hand": who is in a group.
[[nodiscard]] QString whoText(const models::ota::PlannedGroup &group, const words::GroupNames &groups);
/// "120 devices", "about 120 devices": a preview draws lots by another digest than the change will have, so that only
/// groups that name their devices are counted exactly. Nothing: not known.
[[nodiscard]] QString devicesText(const models::ota::PlannedGroup &group, const std::optional<qint64> &devices);
/// One group in a sentence: who, from when, what completes it and what halts it.
[[nodiscard]] QString groupSentence(const models::ota::PlannedGroup &group, const std::optional<qint64> &devices,
                                    const words::GroupNames &groups, qint64 now);

} // namespace enigm::views::ota
