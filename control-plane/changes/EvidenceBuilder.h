#pragma once

#include "contract/changes/ChangeBodies.h"
#include "contract/evidence/Evidence.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"
#include "control-plane/audit/LogReader.h"
#include "control-plane/store/Repositories.h"

#include <QString>

namespace enigm::controlplane::changes {

/// Gathers what proves an executed change offline: the signed bytes as the log holds them, their proofs, and the whole
/// governance log. Lives no longer than the snapshot that it reads.
class EvidenceBuilder
{
public:
    /// `checkpoints` were current before the snapshot was taken, so that it holds what they cover. Borrows all.
    EvidenceBuilder(const audit::LogReader &logs, const audit::CheckpointBoard::Checkpoints &checkpoints,
                    const store::Repositories &store, const operators::Directory &directory);

    using Checkpoints = audit::CheckpointBoard::Checkpoints;

    /// See ChangeReader::evidence.
    [[nodiscard]] Expected<evidence::EvidenceBundle> build(const QString &id) const;
    /// The same under these checkpoints, which cover its execution.
    [[nodiscard]] Expected<evidence::EvidenceBundle> build(const QString &id, const Checkpoints &checkpoints) const;
    /// The latest of both logs, of at least so many entries, that enough witnesses have co-signed; else the present.
    [[nodiscard]] Expected<Checkpoints> checkpointsFrom(qint64 governanceSize, qint64 activitySize) const;
    /// An activity entry with its body, in the log of this size. EvidenceIncomplete where its body was pruned.
    [[nodiscard]] Expected<evidence::ProvenRecord> prove(qint64 index, qint64 size) const;

private:
    [[nodiscard]] Expected<store::ChangeRow> executed(const QString &id) const;
    [[nodiscard]] Expected<Checkpoints> currentCheckpoints() const;
    [[nodiscard]] Expected<std::vector<qint64>> countedApprovals(const QString &id,
                                                                 const evidence::ProvenRecord &execution) const;
    [[nodiscard]] Expected<void> addHistory(evidence::EvidenceBundle &bundle, const Checkpoints &checkpoints) const;

    const audit::LogReader &m_logs;
    const Checkpoints &m_current;
    const store::Repositories &m_store;
    const operators::Directory &m_directory;
};

} // namespace enigm::controlplane::changes
