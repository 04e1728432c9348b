#pragma once

#include "contract/policy/Rule.h"
#include "contract/policy/Settings.h"

#include <vector>

namespace enigm::policy {

/// What settings of network paths come to: rules that deny, named by the place of the setting ("settings/vpn_network"),
/// which is no id that a rule of a document may have. A path that is off or prohibited is denied; where one is
/// required every other is, and with it whoever does not say which way they come: there is no silent fallback. That a
/// path is optional or required allows nothing by itself.
[[nodiscard]] std::vector<Rule> pathRules(const Settings &settings);

/// "settings/vpn_network": the place of a path's state in a document.
[[nodiscard]] QString settingPlace(NetworkPath path);

} // namespace enigm::policy
