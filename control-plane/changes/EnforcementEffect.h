#pragma once

#include "contract/changes/Parameters.h"
#include "contract/problems/Problem.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::changes {

/// Whether a change of enforcement points could be carried out as the store stands. AlreadyExists where an id or a key
/// was used before or a point has the name, NotFound where there is no point to revoke, or no longer.
[[nodiscard]] Expected<void> checkEnforcementEffect(const store::Repositories &store,
                                                    const enigm::changes::Parameters &change);

/// Keeps what the change, which was executed just now, enrols or revokes.
[[nodiscard]] Expected<void> keepEnforcement(store::Transaction &transaction, const StoredChange &stored,
                                             qint64 cursor);

} // namespace enigm::controlplane::changes
