#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/Input.h"
#include "contract/policy/PolicySet.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::policy {

/// {"policy":id or "floor","rule"}.
[[nodiscard]] json::Value toJson(const RuleName &name);
[[nodiscard]] Expected<RuleName> parseRuleName(const json::Value &value, const QString &pointer);

/// Why something is denied, as far as everybody may know.
enum class DenialCategory {
    Floor,      ///< devices like this one are denied it whatever policies say
    DeniedBy,   ///< a policy denies it
    NotAllowed, ///< no policy allows it
};
/// "floor", "denied", "not-allowed".
[[nodiscard]] QLatin1StringView toWord(DenialCategory category);
[[nodiscard]] std::optional<DenialCategory> denialCategoryFromWord(QStringView word);

/// What a decision rests on, for those who may know; policy::Explanation has the meaning of its members:
/// {"denying":[rule],"differ":[input],"nearest":rule|null,"rule":rule|null}.
struct DecisionReasons
{
    std::optional<RuleName> rule = {}; ///< that decided; nothing where nothing allows
    std::vector<RuleName> denying = {};
    Inputs differ = {};
    std::optional<RuleName> nearest = {};

    [[nodiscard]] json::Value toJson() const;
    static Expected<DecisionReasons> fromJson(const json::Value &value, const QString &pointer);
    friend bool operator==(const DecisionReasons &, const DecisionReasons &) = default;
};

/// What is answered to a question about one device (openapi: PolicyDecision): {"action","category","decision",
/// "network_path","obligations":[word],"reasons","resource","time","valid_until"}.
struct DecisionAnswer
{
    ActionCategory action = ActionCategory::Access;
    log::Resource resource = log::Resource::Device;
    std::optional<NetworkPath> path = {}; ///< by which it was asked for
    Effect effect = Effect::Deny;
    std::optional<DenialCategory> category = {}; ///< of a denial, and of it alone
    Obligations obligations = {};                ///< of a permit; each has to be met
    std::optional<DecisionReasons> reasons = {}; ///< nothing: who asks may not know
    qint64 time = 0;                             ///< at which it was decided
    qint64 validUntil = 0;                       ///< after which whoever keeps it has to ask again

    [[nodiscard]] bool isPermit() const { return effect == Effect::Allow; }
    [[nodiscard]] json::Value toJson() const;
    /// Refuses, besides what is malformed, an answer that contradicts itself.
    static Expected<DecisionAnswer> fromJson(const json::Value &value, const QString &pointer = {});
    friend bool operator==(const DecisionAnswer &, const DecisionAnswer &) = default;
};

} // namespace enigm::policy
