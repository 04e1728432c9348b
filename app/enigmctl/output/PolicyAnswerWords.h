#pragma once

#include "api-client/policies/Policies.h"
#include "app/enigmctl/output/Answer.h"
#include "app/enigmctl/output/PolicyWords.h"
#include "contract/policy/FindingAnswer.h"

#include <vector>

namespace enigm::ctl {

// What is said of policies, their drafts and the decisions by them.

[[nodiscard]] Answer describePolicies(const std::vector<client::ListedPolicy> &policies, const GroupNames &groups);
[[nodiscard]] Answer describePolicy(const client::PolicyDetail &detail, const GroupNames &groups);
/// Its rules in plain language.
[[nodiscard]] Answer describeVersion(const policy::PolicyVersion &version, const GroupNames &groups);
[[nodiscard]] Answer describeDrafts(const std::vector<client::PolicyDraft> &drafts);
[[nodiscard]] Answer describeDraft(const client::PolicyDraft &draft);
[[nodiscard]] Answer describeFindings(const std::vector<policy::FindingAnswer> &findings);
[[nodiscard]] Answer describeDecisions(const std::vector<policy::DecisionAnswer> &answers);

/// Such as "overridden" in a sentence.
[[nodiscard]] QString findingText(const policy::FindingAnswer &finding);

} // namespace enigm::ctl
