#pragma once

#include "contract/changes/ChangeState.h"
#include "contract/fleet/CommandState.h"
#include "contract/fleet/DeviceState.h"
#include "contract/log/ActivityEntry.h"
#include "contract/operators/Role.h"
#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::views::words {

/// How the states of design section 3 are shown: the same icon, word and tone in every pane.
[[nodiscard]] design::StateWord stateWord(fleet::DeviceState state);
[[nodiscard]] design::StateWord stateWord(changes::ChangeState state);
[[nodiscard]] design::StateWord stateWord(fleet::CommandState state);
[[nodiscard]] design::StateWord stateWord(log::Outcome outcome);
/// An attestation outcome by its word ("verified", "not-evaluated", …).
[[nodiscard]] design::StateWord attestationWord(const QString &outcome);

[[nodiscard]] QString categoryText(log::Category category);
[[nodiscard]] QString resourceText(log::Resource resource);
[[nodiscard]] QString roleText(operators::Role role);
/// "administrator, approver"
[[nodiscard]] QString rolesText(operators::Roles roles);
/// An attested security level by its word ("strongbox", …).
[[nodiscard]] QString securityLevelText(const QString &level);

} // namespace enigm::views::words
