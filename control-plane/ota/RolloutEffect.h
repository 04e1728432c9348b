#pragma once

#include "contract/changes/Parameters.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Transaction.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::controlplane::ota {

/// The execution of a change of a rollout.
struct RolloutExecution
{
    QString change;    ///< reference
    QByteArray digest; ///< of the signed change
    QString requester; ///< operator
    qint64 index = 0;  ///< of the execution entry
    qint64 time = 0;
    std::optional<qint64> obeyBy = {};
    qint64 cursor = 0;
};

/// How a rollout stands, as a resumption has to name it; nothing for one that is not there.
[[nodiscard]] Expected<std::optional<enigm::changes::RolloutStanding>> rolloutStanding(const store::Repositories &store,
                                                                                       const QString &rollout);

/// Whether a change of a rollout could be carried out as the store stands: what changes::checkStart (but of the
/// release, which is its store's to say), checkResume and checkStop refuse, and TargetMismatch where nobody has handed
/// in the members of a group.
[[nodiscard]] Expected<void> checkRolloutEffect(const store::Repositories &store,
                                                const enigm::changes::Parameters &change);

/// Keeps the rollout as the change, which was executed just now, makes it. One that was started has no devices yet:
/// PopulationFreezer writes them down, and until then it offers nothing.
[[nodiscard]] Expected<void> keepRollout(store::Transaction &transaction, const RolloutExecution &execution,
                                         const enigm::changes::Parameters &change);

} // namespace enigm::controlplane::ota
