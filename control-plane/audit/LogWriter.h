#pragma once

#include "contract/log/MerkleFrontier.h"
#include "control-plane/audit/CheckpointBoard.h"
#include "control-plane/audit/CheckpointSigner.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/store/GroupObserver.h"
#include "control-plane/store/LogStore.h"

#include <array>

namespace enigm::controlplane::audit {

/// The sequencer of a deployment, and the one fenced signer of its checkpoints: given to the store's Writer as its
/// observer. It keeps the right edges of both trees in memory, checked against the store when it opens, and moves them
/// with the commits: every group that appends commits the new head of each log under the fence, and the checkpoint of
/// that head, signed meanwhile, is published once the group is durable. A process that dies in between signs the same
/// head again, to the same bytes (Ed25519, RFC 8032).
class LogWriter final : public Sequencer, public store::GroupObserver
{
public:
    /// Borrows the board.
    LogWriter(LogSigners signers, CheckpointBoard &board);

    // Sequencer
    [[nodiscard]] Expected<Appended> appendActivity(store::Transaction &transaction, log::ActivityEntry entry,
                                                    const std::optional<log::ActivityBody> &body) override;
    [[nodiscard]] Expected<qint64> appendGovernance(store::Transaction &transaction,
                                                    log::GovernanceEntry entry) override;
    [[nodiscard]] qint64 nextCursor() override;
    [[nodiscard]] log::LogHead head(LogId log) const override;

    // GroupObserver
    /// Raises the fence, so that no other process commits heads any more. EntryMismatch where a log is not what its
    /// last head and its latest kept checkpoint say, BadSignature where the signers are not those of this deployment.
    [[nodiscard]] Expected<void> open(store::Transaction &transaction) override;
    void groupBegins() override;
    void jobBegins() override;
    void jobRefused() override;
    /// LogUnavailable where another process has raised the fence.
    [[nodiscard]] Expected<void> finishGroup(store::Transaction &transaction) override;
    void groupCommitted() override;
    void groupAbandoned() override;

private:
    using Frontiers = std::array<log::MerkleFrontier, 2>;

    /// What a job changes and a refusal restores.
    struct State
    {
        Frontiers logs; ///< by LogId
        qint64 cursor = 0;
        qint64 rowCursor = 0; ///< last cursor given to a row without an entry
    };

    [[nodiscard]] Expected<qint64> append(store::Transaction &transaction, LogId log, const QByteArray &leaf,
                                          const std::optional<store::BodyBytes> &body);
    [[nodiscard]] Expected<void> storeCompletedTile(store::Transaction &transaction, const store::TilePlace &node,
                                                    const log::Hash &hash);
    [[nodiscard]] Expected<void> openLog(store::Transaction &transaction, LogId log);

    CheckpointSigner m_signer;
    CheckpointBoard &m_board;
    qint64 m_generation = 0;
    State m_committed;
    State m_working;   ///< with the open group's jobs
    State m_beforeJob; ///< with those before the running job
};

} // namespace enigm::controlplane::audit
