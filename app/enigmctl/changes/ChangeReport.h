#pragma once

#include "api-client/changes/ChangeClient.h"
#include "app/enigmctl/output/Answer.h"

#include <vector>

namespace enigm::ctl {

class Connection;

/// What became of something that was signed and sent: reference, digest, and the state as the control plane says.
[[nodiscard]] Answer describeReceipt(const changes::ChangeRecord &record);
/// Changes in a list.
[[nodiscard]] Answer describeChanges(const std::vector<client::ChangeSummary> &summaries, const Connection &connection);
/// A change that was verified here: what will happen, who asked, who signed, who may still sign.
[[nodiscard]] Answer describeChange(const client::VerifiedChange &change, Connection &connection);
/// The same in one line, for a question, with the words of its digest.
[[nodiscard]] QString sentenceOf(const client::VerifiedChange &change, const Connection &connection);

} // namespace enigm::ctl
