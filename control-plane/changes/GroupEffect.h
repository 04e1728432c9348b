#pragma once

#include "contract/changes/Effect.h"
#include "contract/changes/GroupParameters.h"
#include "contract/problems/Problem.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::changes {

/// Whether a change of a group could be carried out as the store stands. What checkFollows refuses, AlreadyExists where
/// another group has the name, TargetMismatch where a device that it lists is not one of this deployment.
[[nodiscard]] Expected<void> checkGroupEffect(const store::Repositories &store,
                                              const enigm::changes::ChangeGroupParameters &change,
                                              const enigm::changes::TargetSet &targets);

/// Whether the devices of an admission could join its group as the store stands. NotFound, and what
/// DeviceGroup::joinedBy refuses.
[[nodiscard]] Expected<void> checkJoin(const store::Repositories &store, const QString &group,
                                       const enigm::changes::TargetSet &targets);

/// Keeps the group as it is after an admission, which was executed just now, into it.
[[nodiscard]] Expected<void> keepJoined(store::Transaction &transaction, const StoredChange &stored,
                                        const enigm::changes::Application &application, qint64 cursor);

/// Keeps the group as the change, which was executed just now, makes it.
[[nodiscard]] Expected<void> keepGroup(store::Transaction &transaction, const StoredChange &stored, qint64 cursor);

} // namespace enigm::controlplane::changes
