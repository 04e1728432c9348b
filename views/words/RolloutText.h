#pragma once

#include "contract/ota/RolloutRecord.h"
#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::views::words {

/// What it is for, in a sentence.
[[nodiscard]] QString rolloutModelSentence(enigm::ota::RolloutModel model);
[[nodiscard]] design::StateWord rolloutWord(enigm::ota::RolloutState state);
[[nodiscard]] design::StateWord groupStateWord(enigm::ota::GroupState state);
/// "No space left"
[[nodiscard]] QString failureText(enigm::ota::UpdateFailure failure);
/// "Too many devices of a group have failed": why a rollout was halted.
[[nodiscard]] QString haltText(enigm::ota::HaltReason reason);
/// "Group Pilot opened"; `groups` names them.
[[nodiscard]] QString rolloutEventText(const enigm::ota::RolloutEvent &event,
                                       const std::vector<enigm::ota::RolloutGroup> &groups);
[[nodiscard]] design::StateWord rolloutEventWord(const enigm::ota::RolloutEvent &event,
                                                 const std::vector<enigm::ota::RolloutGroup> &groups);
/// "2% or 50 devices"
[[nodiscard]] QString errorLimitText(const enigm::ota::ErrorThreshold &errors);
/// "22:00 to 05:00 UTC"; "at any time" for none.
[[nodiscard]] QString dailyWindowText(const std::optional<enigm::ota::DailyWindow> &window);

} // namespace enigm::views::words
