#pragma once

#include "api-client/changes/ChangeClient.h"

namespace enigm::client {

/// What the control plane answers about changes, read strictly and not verified yet. Problems name the member.
[[nodiscard]] Expected<ChangePage> readPage(const json::Value &value);
/// The present states of a change's targets, in the order of its target list.
[[nodiscard]] Expected<std::vector<fleet::DeviceState>> readStates(const json::Value &value);
/// Of an answer with one record; the answer's own problem where it is one.
[[nodiscard]] Expected<changes::ChangeRecord> readRecord(const Expected<ApiReply> &reply);

} // namespace enigm::client
