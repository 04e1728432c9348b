#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

namespace enigm::log {

/// That an entry is the one that its body describes, but for what whoever wrote it to the log has added: index, time,
/// governance size and the digest of the body. EntryMismatch.
[[nodiscard]] Expected<void> checkDescription(const ActivityEntry &entry, ActivityEntry described);

} // namespace enigm::log
