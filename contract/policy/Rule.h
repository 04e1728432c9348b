#pragma once

#include "contract/policy/Conditions.h"

namespace enigm::policy {

/// Allows or denies one action on one kind of resource where its conditions hold: {"action","conditions","effect",
/// "obligations","resource"}. This is what a person is told, too: whoever shows a rule puts words to these members.
struct Rule
{
    QString id; ///< words of lower-case letters and digits joined by '-'; the member of "rules" that it stands under
    Effect effect = Effect::Deny;
    ActionCategory action = ActionCategory::Access;
    log::Resource resource = log::Resource::Device;
    Conditions conditions = {};
    Obligations obligations = {}; ///< of a rule that allows; of network paths one at most

    /// Refuses, besides what is malformed, what contradicts itself: an action that no such resource has, obligations of
    /// a denial, a path to be used that the conditions rule out, a posture to be restored that they demand anyway.
    static Expected<Rule> fromJson(const QString &id, const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const Rule &, const Rule &) = default;
};

/// {"attest":bool,"network_path":word|null,"restore":["integrity","os_trust","trust_center"]|null}, or null for none.
[[nodiscard]] json::Value toJson(Obligations obligations);

} // namespace enigm::policy
