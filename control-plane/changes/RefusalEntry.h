#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/audit/Sequencer.h"

#include <QString>

namespace enigm::controlplane::changes {

/// An operator's act that was refused.
struct RefusedAct
{
    QString operatorId;
    QString change; ///< reference; empty where the act was a request
    ProblemType problem;
};

/// Appends change.refused with the body {"problem":slug}: about the change where there is one, with the category and
/// resource of its action; otherwise about the operator. In jobs only.
[[nodiscard]] Expected<void> appendRefusal(audit::Sequencer &sequencer, store::Transaction &transaction,
                                           const RefusedAct &act, qint64 time);

} // namespace enigm::controlplane::changes
