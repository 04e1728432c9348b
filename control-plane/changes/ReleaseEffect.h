#pragma once

#include "contract/changes/Parameters.h"
#include "contract/problems/Problem.h"
#include "control-plane/changes/StoredChange.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::changes {

/// Whether an authority could be let sign a release as the store stands. NotFound for a release that was not imported
/// here, Drifted where it was imported with another manifest; what ota::checkGate says of it, and what
/// changes::checkSignManifest and checkSignProduction refuse.
[[nodiscard]] Expected<void> checkReleaseEffect(const store::Repositories &store,
                                                const enigm::changes::Parameters &change);

/// Keeps that the authority may sign, by the change that was executed just now.
[[nodiscard]] Expected<void> keepRelease(store::Transaction &transaction, const StoredChange &stored);

/// Whether a rollout could be started, resumed or stopped as the store stands: what ota::checkRolloutEffect refuses; to
/// start one, also what changes::checkStart and ota::checkGate say of its release.
[[nodiscard]] Expected<void> checkRollout(const store::Repositories &store, const enigm::changes::Parameters &change);

/// Keeps the rollout as the change, which was executed just now, makes it.
[[nodiscard]] Expected<void> keepRollout(store::Transaction &transaction, const StoredChange &stored, qint64 cursor);

} // namespace enigm::controlplane::changes
