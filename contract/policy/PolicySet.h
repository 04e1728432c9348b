#pragma once

#include "contract/policy/PolicyDocument.h"

#include <QString>

#include <compare>
#include <optional>
#include <vector>

namespace enigm::policy {

/// A policy in force, and for whom.
struct AssignedPolicy
{
    PolicyVersion policy;
    std::optional<std::vector<QString>> groups = {}; ///< ids; nothing: every device

    [[nodiscard]] bool appliesTo(const std::vector<QString> &deviceGroups) const;
};

/// All policies in force, each once. Every one that applies to a device counts, in no order: a denial in one overrides
/// what another allows.
using PolicySet = std::vector<AssignedPolicy>;

/// How a device of these groups is to be set: of each setting the strictest that applies.
[[nodiscard]] Settings settingsFor(const PolicySet &policies, const std::vector<QString> &deviceGroups);

/// A rule, by the policy that it stands in.
struct RuleName
{
    QString policy; ///< UUIDv7, or `floorPolicy`
    QString rule;

    friend bool operator==(const RuleName &, const RuleName &) = default;
    friend std::strong_ordering operator<=>(const RuleName &left, const RuleName &right)
    {
        const int byPolicy = left.policy.compare(right.policy);
        return byPolicy != 0 ? byPolicy <=> 0 : left.rule.compare(right.rule) <=> 0;
    }
};

/// Stands for the policy of the rules that are always in force, whatever policies say: `floorActor` denies where it is
/// not known that a device asks for what devices do, or an operator for what operators do; `floorDevice` denies a
/// device anything while it is not known to be trusted or restricted.
inline constexpr QLatin1StringView floorPolicy("floor");
inline constexpr QLatin1StringView floorActor("actor");
inline constexpr QLatin1StringView floorDevice("device");

} // namespace enigm::policy
