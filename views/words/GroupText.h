#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/fleet/GroupRule.h"
#include "views/design/facts/KeyValueList.h"

#include <vector>

namespace enigm::views::words {

/// "2026-01 or later", "up to 2025-12", "2026-01 to 2026-06"
[[nodiscard]] QString patchText(const fleet::PatchRange &range);
/// What a rule asks of its devices, one fact a clause.
[[nodiscard]] std::vector<design::Fact> ruleFacts(const fleet::GroupRule &rule);

/// What a change makes of a group that lists so many devices; of an open change also what it replaces and how many
/// devices it has now.
[[nodiscard]] std::vector<design::Fact> groupFacts(const changes::ChangeGroupParameters &change, qint64 listed,
                                                   const std::optional<client::GroupChange> &met = {});
/// Of what was signed; none for another change.
[[nodiscard]] std::vector<design::Fact> groupFacts(const client::VerifiedChange &change);
/// The devices that an open change adds to what a group lists, or drops from it.
[[nodiscard]] changes::MemberChanges groupMoves(const client::VerifiedChange &change);

} // namespace enigm::views::words
