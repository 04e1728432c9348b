#pragma once

#include "contract/policy/PolicyDocument.h"
#include "contract/policy/PolicySet.h"
#include "views/design/facts/StateWord.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace enigm::views::words {

/// What groups are called, by id; one that is not here is called by its id.
using GroupNames = QHash<QString, QString>;

/// "Device trust"
[[nodiscard]] QString kindText(policy::PolicyKind kind);
[[nodiscard]] design::StateWord effectWord(policy::Effect effect);
/// "Connect"
[[nodiscard]] QString actionCategoryText(policy::ActionCategory action);
/// "State of the device": what a condition is about.
[[nodiscard]] QString inputText(policy::Input input);
/// "Trusted": one word of such a condition, as it is shown everywhere.
[[nodiscard]] QString inputWordText(policy::Input input, QLatin1StringView word);
[[nodiscard]] QString pathText(policy::NetworkPath path);
/// "Mon, Fri 08:00 to 18:00 UTC"
[[nodiscard]] QString windowText(const policy::TimeWindow &window);
/// "Mon"; counted from 0.
[[nodiscard]] QString dayName(int day);
/// "Attest again"
[[nodiscard]] QString obligationText(policy::Obligation obligation);
/// With commas; "none" for none.
[[nodiscard]] QString obligationsText(policy::Obligations obligations);

/// What a condition accepts, one text each; empty where it asks nothing.
[[nodiscard]] QStringList acceptedTexts(const policy::Conditions &conditions, policy::Input input,
                                        const GroupNames &groups);
/// "Trusted or Restricted"; "anything" where it asks nothing.
[[nodiscard]] QString conditionText(const policy::Conditions &conditions, policy::Input input,
                                    const GroupNames &groups);
/// All of them in one line, "State of the device: Trusted · Network path: VPN Network"; "always" for none.
[[nodiscard]] QString conditionsText(const policy::Conditions &conditions, const GroupNames &groups);

/// The rule in plain language, from its members alone: "A device may connect to the network if its system is Trusted
/// and it comes by the VPN Network. It must then be attested again."
[[nodiscard]] QString ruleSentence(const policy::Rule &rule, const GroupNames &groups);
/// What the rule does where something that it asks for is not known; empty where it asks for nothing.
[[nodiscard]] QString missingSentence(const policy::Rule &rule);

/// "Field, Head office"; "every device", "no device"; `groups` as of policy::AssignedPolicy.
[[nodiscard]] QString assignmentText(const std::optional<std::vector<QString>> &groups, const GroupNames &names);

/// "Connect by the VPN Network", "Install an update (Release)": one question that policies answer about a device.
[[nodiscard]] QString questionText(const policy::Question &question);

} // namespace enigm::views::words
