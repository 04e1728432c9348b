#pragma once

#include "contract/log/MerkleFrontier.h"
#include "contract/log/NoteVerifier.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/LogStore.h"

namespace enigm::controlplane::audit {

/// The right edge of a stored log out of its stored hashes; EntryMismatch where some are missing.
[[nodiscard]] Expected<log::MerkleFrontier> storedFrontier(const store::LogStore &store, store::LogId log);

/// That a stored log, whose right edge is `frontier`, is what was committed and signed: its last entry carries the head
/// of the whole log, and the latest kept checkpoint, if there is one, has the log's signature and was a head of it;
/// lines of witnesses are let pass. EntryMismatch; BadSignature, MalformedNote.
[[nodiscard]] Expected<void> checkHeads(const store::LogStore &store, store::LogId log,
                                        const log::NoteVerifier &verifier, const log::MerkleFrontier &frontier);

/// Passes over a whole stored log: every leaf hashes to its stored hash at its place, every full tile holds these
/// hashes, every node is the root of its tile, every head that a group committed is the root at its place, and
/// checkHeads passes.
/// EntryMismatch, whose `where` names the entry or tile; BadSignature, MalformedNote.
[[nodiscard]] Expected<void> checkStoredLog(const store::LogStore &store, store::LogId log,
                                            const log::NoteVerifier &verifier);

} // namespace enigm::controlplane::audit
