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

    /// See ChangeReader::evidence.
    [[nodiscard]] Expected<evidence::EvidenceBundle> build(const QString &id) const;

private:
    using Checkpoints = audit::CheckpointBoard::Checkpoints;

    /// Of both logs, behind the execution of the change.
    [[nodiscard]] Expected<Checkpoints> checkpointsFor(const store::ChangeRow &change) const;
    [[nodiscard]] Expected<Checkpoints> currentCheckpoints() const;
    [[nodiscard]] Expected<evidence::ProvenRecord> prove(qint64 index, qint64 size) const;
    [[nodiscard]] Expected<std::vector<qint64>> countedApprovals(const QString &id,
                                                                 const evidence::ProvenRecord &execution) const;
    [[nodiscard]] Expected<void> addHistory(evidence::EvidenceBundle &bundle, const Checkpoints &checkpoints) const;

    const audit::LogReader &m_logs;
    const Checkpoints &m_current;
    const store::Repositories &m_store;
    const operators::Directory &m_directory;
};

} // namespace enigm::controlplane::changes
