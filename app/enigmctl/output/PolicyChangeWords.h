#pragma once

#include "api-client/changes/ChangeClient.h"
#include "app/enigmctl/output/Table.h"
#include "contract/changes/PolicyParameters.h"

#include <QString>

namespace enigm::ctl {

// What a change of a policy does, in a sentence.

[[nodiscard]] QString policyText(const changes::PublishPolicyParameters &change);
[[nodiscard]] QString policyText(const changes::AssignPolicyParameters &change);
[[nodiscard]] QString policyText(const changes::RollBackPolicyParameters &change);

/// "every device", "nobody", or the ids.
[[nodiscard]] QString assignedText(const changes::AssignedGroups &groups);

/// What an open change of a policy would do to its rules, settings and devices: rows behind the others, and a member of
/// the document; nothing of another change.
void addPolicyRows(Table &table, const client::VerifiedChange &change);
[[nodiscard]] json::Value policyChangeDocument(const client::VerifiedChange &change);

} // namespace enigm::ctl
