#pragma once

#include "contract/changes/GovernanceReplay.h"
#include "contract/log/SignedCheckpoint.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace enigm::evidence {

/// A checkpoint as a file carries it, opened strictly under the keys of a directory.
struct OpenedCheckpoint
{
    log::SignedCheckpoint signedCheckpoint;
    std::vector<QString> witnesses; ///< names whose co-signatures verified
};

/// The key by which co-signatures of a witness verify (C2SP cosignature/v1); MalformedKey.
[[nodiscard]] Expected<log::NoteVerifier> cosignatureKey(const operators::Witness &witness);

/// The known keys are the log's, from the founding, and those of the witnesses in force at the directory's size.
/// `where` of a refusal is "governance checkpoint" or "activity checkpoint".
[[nodiscard]] Expected<OpenedCheckpoint> openGovernanceCheckpoint(QByteArrayView note,
                                                                  const operators::Directory &directory);
/// The same, and the replayed log is the one that the note commits to: EntryMismatch.
[[nodiscard]] Expected<OpenedCheckpoint> openGovernanceCheckpoint(QByteArrayView note,
                                                                  const changes::GovernanceReplay &governance);
[[nodiscard]] Expected<OpenedCheckpoint> openActivityCheckpoint(QByteArrayView note,
                                                                const operators::Directory &directory);

/// The size that a note claims, before anything of it is verified: how many entries to read.
[[nodiscard]] Expected<qint64> claimedSize(QByteArrayView note, const QString &where);

} // namespace enigm::evidence
