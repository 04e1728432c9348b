#pragma once

#include "contract/ota/RolloutPlan.h"
#include "contract/problems/Problem.h"
#include "control-plane/ota/Course.h"
#include "control-plane/store/Repositories.h"

#include <optional>
#include <vector>

namespace enigm::controlplane::ota {

/// A rollout as it lies in the store, with its groups and its plan parsed.
struct StoredRollout
{
    store::RolloutRow row;
    enigm::ota::RolloutPlan plan;
    std::vector<store::RolloutGroupRow> groups; ///< in the order of the plan

    [[nodiscard]] static Expected<StoredRollout> of(const store::Repositories &store, store::RolloutRow row);
    /// NotFound for an id that no rollout has.
    [[nodiscard]] static Expected<StoredRollout> load(const store::Repositories &store, const QString &id);

    [[nodiscard]] Course course() const;
    /// Takes over where the course stands, but the counts, which are kept as devices are heard.
    void take(const Course &course);
};

[[nodiscard]] Expected<enigm::ota::RolloutPlan> planOf(const store::RolloutRow &row);

} // namespace enigm::controlplane::ota
