#pragma once

#include "contract/changes/Parameters.h"
#include "contract/problems/Problem.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::changes {

/// Whether a change of a policy could be carried out as the store stands. What changes::standingAfter refuses;
/// AlreadyExists where another policy has the name; NotFound where a group that a rule or the assignment names is not
/// there.
[[nodiscard]] Expected<void> checkPolicyEffect(const store::Repositories &store,
                                               const enigm::changes::Parameters &change);

/// Keeps the policy as the change, which was executed just now, makes it. A draft that says what was published is done
/// with, and goes.
[[nodiscard]] Expected<void> keepPolicy(store::Transaction &transaction, const StoredChange &stored, qint64 cursor);

} // namespace enigm::controlplane::changes
