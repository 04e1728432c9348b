#pragma once

#include "contract/changes/ChangeRecord.h"
#include "contract/changes/Quorum.h"
#include "contract/changes/TargetSet.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

#include <QString>

#include <vector>

namespace enigm::controlplane::changes {

/// A change as it lies in the store, its signed bytes parsed again.
struct StoredChange
{
    store::ChangeRow row;
    enigm::changes::SignedChange change;
    enigm::changes::TargetSet targets;

    /// NotFound for an unknown reference.
    [[nodiscard]] static Expected<StoredChange> load(const store::Repositories &store, const QString &id);
    [[nodiscard]] static Expected<StoredChange> of(store::ChangeRow row);
};

/// Approvals and rejections of a change in the order in which they were logged, parsed from their signed bytes.
[[nodiscard]] Expected<std::vector<enigm::changes::LoggedApproval>> storedApprovals(const store::Repositories &store,
                                                                                    const QString &id);

/// Everything about a change that is served at /v1/changes/{id}.
[[nodiscard]] Expected<enigm::changes::ChangeRecord> recordOf(const store::Repositories &store,
                                                              const StoredChange &stored);

/// The states of the change's targets now, in the order of its target list. TargetMismatch where one is not known.
[[nodiscard]] Expected<std::vector<enigm::fleet::DeviceState>> statesNow(const store::Repositories &store,
                                                                         const enigm::changes::TargetSet &targets);

} // namespace enigm::controlplane::changes
