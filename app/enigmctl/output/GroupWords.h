#pragma once

#include "api-client/changes/ChangeClient.h"
#include "api-client/groups/GroupClient.h"
#include "app/enigmctl/output/Answer.h"
#include "app/enigmctl/output/Table.h"

#include <vector>

namespace enigm::ctl {

/// "state restricted or trusted, patch level from 202601"
[[nodiscard]] QString ruleText(const fleet::GroupRule &rule);
/// "\"Field\", which lists 12 devices", "\"Old phones\", of devices with patch level up to 202512"
[[nodiscard]] QString definitionText(const changes::GroupDefinition &definition, qint64 listed);
/// What becomes of a group by this change, which lists so many devices.
[[nodiscard]] QString groupChangeText(const changes::ChangeGroupParameters &change, qint64 listed);

[[nodiscard]] Answer describeGroups(const std::vector<client::ListedGroup> &groups);
[[nodiscard]] Answer describeGroup(const client::GroupDetail &detail);

/// What an open change of a group would do: rows behind the others, and a member of the document; nothing of another
/// change.
void addGroupRows(Table &table, const client::VerifiedChange &change);
[[nodiscard]] json::Value groupChangeDocument(const client::VerifiedChange &change);

} // namespace enigm::ctl
