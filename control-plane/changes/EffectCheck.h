#pragma once

#include "contract/changes/ChangeRequest.h"
#include "contract/changes/TargetSet.h"
#include "contract/operators/Directory.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

namespace enigm::controlplane::changes {

/// What the change is about.
[[nodiscard]] enigm::changes::Subject subjectOf(const enigm::changes::ChangeRequest &request);

/// Whether a change could be carried out as directory and store stand: asked when it is taken in, and again at
/// execution. Of governance the refusals of applyGovernance; WouldDeadlock where it would leave too few people for an
/// act for which there are enough now (revoking a key is never refused for that); NotFound for a revocation list that
/// is not at hand, since no device would be verified under it. Of the others what checkGroupEffect, checkPolicyEffect,
/// checkEnforcementEffect, checkReleaseEffect and checkRollout refuse. Nothing of devices, of which both ask otherwise.
[[nodiscard]] Expected<void> checkEffect(const store::Repositories &store, const operators::Directory &directory,
                                         const enigm::changes::SignedChange &change,
                                         const enigm::changes::TargetSet &targets);

} // namespace enigm::controlplane::changes
