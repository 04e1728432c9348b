#pragma once

#include "contract/policy/FleetColumns.h"
#include "contract/policy/GroupDictionary.h"
#include "contract/policy/PolicySet.h"

#include <compare>
#include <vector>

namespace enigm::policy {

/// What policies hold that nobody is likely to mean, told before they are in force.
enum class FindingKind {
    /// The rule allows, and wherever it holds with every input known, one that denies holds too.
    Overridden,
    /// Wherever the rule holds, `other` does, to the same effect and with all of its obligations. Of two that are
    /// alike,
    /// the later one by name.
    Redundant,
    /// No device there is satisfies what the rule asks of devices.
    NoDevice,
    /// Two policies of one kind (`rule` and `other` have no rule id) apply to the same devices, because either is for
    /// every device, or by a group of both, or by a device there is that is in a group of each.
    SharedDevices,
    /// The rule allows what `other`, in another policy, denies to the same devices: the denial holds.
    Contradicted,
    /// Both rules can allow at once, and each demands another network path, which nobody can obey.
    RivalPaths,
    /// Two policies set devices that they share in different ways: the stricter setting holds.
    RivalSettings,
};

struct Finding
{
    FindingKind kind = FindingKind::Overridden;
    RuleName rule;
    RuleName other = {}; ///< empty where one rule is all there is to it

    friend auto operator<=>(const Finding &, const Finding &) = default;
    friend bool operator==(const Finding &, const Finding &) = default;
};

/// Sorted. What is found about devices is said of those in `fleet`; none is reported where it is empty.
[[nodiscard]] std::vector<Finding> analyse(const PolicySet &policies, GroupDictionary &groups,
                                           const FleetColumns &fleet);

} // namespace enigm::policy
