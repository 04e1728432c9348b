#pragma once

#include "contract/json/JsonValue.h"
#include "contract/log/Checkpoint.h"
#include "contract/log/MerkleProof.h"

namespace enigm::log {

/// Holds the last checkpoint that was seen of one log, and lets it move only forward along one history. What consoles,
/// devices and witnesses keep between sessions. Signatures are verified before (SignedCheckpoint).
class CheckpointFollower
{
public:
    /// Begins at a checkpoint that is trusted, such as the one of `deployment.json`.
    explicit CheckpointFollower(Checkpoint trusted);
    /// Begins with nothing seen: every first checkpoint of the log is taken.
    [[nodiscard]] static CheckpointFollower fromNothing(QByteArray origin);

    [[nodiscard]] const Checkpoint &last() const { return m_last; }

    /// Moves to `next`, or refuses and stays: WrongDeployment for another origin, LogRewound for a smaller size,
    /// LogForked for another root at the same size or a proof that does not lead from the one to the other. The proof
    /// is empty where the size is the same or nothing was seen before.
    [[nodiscard]] Expected<void> advance(const Checkpoint &next, std::span<const Hash> proof);

    /// {"origin","root","size"}
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] static Expected<CheckpointFollower> fromJson(const json::Value &value, const QString &pointer = {});

private:
    Checkpoint m_last;
};

} // namespace enigm::log
