#pragma once

#include "contract/policy/Decision.h"
#include "contract/policy/DecisionAnswer.h"
#include "contract/policy/PolicyDocument.h"

#include <QHash>
#include <QString>

namespace enigm::ctl {

/// What groups are called, by id; one that is not here is called by its id.
using GroupNames = QHash<QString, QString>;

/// One rule as a sentence: "A device may connect to the network if its system is trusted or degraded and it comes by
/// the VPN Network. It must then use the VPN Network."
[[nodiscard]] QString policyRuleText(const policy::Rule &rule, const GroupNames &groups = {});

/// Why a decision is no permit: "Denied by no-untrusted-os of policy …. The system's trust would have to differ." Of a
/// permit, by what.
[[nodiscard]] QString explanationText(const policy::Explanation &explanation);
/// The same of an answer that has reasons.
[[nodiscard]] QString explanationText(const policy::DecisionAnswer &answer);

} // namespace enigm::ctl
