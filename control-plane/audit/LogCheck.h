#pragma once

#include "contract/log/MerkleFrontier.h"
#include "contract/log/NoteVerifier.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/LogStore.h"

namespace enigm::controlplane::audit {

/// The right edge of a stored log out of its stored hashes; EntryMismatch where some are missing.
[[nodiscard]] Expected<log::MerkleFrontier> storedFrontier(const store::LogStore &store, store::LogId log);

/// The latest checkpoint of a log, if there is one, with the log's signature verified; lines of witnesses are let pass.
[[nodiscard]] Expected<std::optional<log::SignedCheckpoint>>
storedCheckpoint(const store::LogStore &store, store::LogId log, const log::NoteVerifier &verifier);

/// Passes over a whole stored log: every leaf hashes to its stored hash at its place, every full tile holds these
/// hashes, every node is the root of its tile, and the latest checkpoint is signed and covers exactly these entries.
/// EntryMismatch, whose `where` names the entry or tile; BadSignature, MalformedNote.
[[nodiscard]] Expected<void> checkStoredLog(const store::LogStore &store, store::LogId log,
                                            const log::NoteVerifier &verifier);

} // namespace enigm::controlplane::audit
