#pragma once

#include "contract/changes/ChangeBodies.h"
#include "contract/evidence/Evidence.h"
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
    /// `checkpoints` were current before the snapshot was taken, so that it holds what they cover.
    EvidenceBuilder(const audit::LogReader &logs, const audit::CheckpointBoard::Checkpoints &checkpoints,
                    const store::Repositories &store);

    /// See ChangeReader::evidence.
    [[nodiscard]] Expected<evidence::EvidenceBundle> build(const QString &id) const;

private:
    [[nodiscard]] Expected<evidence::ProvenRecord> prove(qint64 index) const;
    [[nodiscard]] Expected<std::vector<qint64>> countedApprovals(const QString &id,
                                                                 const evidence::ProvenRecord &execution) const;
    [[nodiscard]] Expected<void> addHistory(evidence::EvidenceBundle &bundle) const;

    const audit::LogReader &m_logs;
    const audit::CheckpointBoard::Checkpoints &m_checkpoints;
    const store::Repositories &m_store;
};

} // namespace enigm::controlplane::changes
