#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/Repositories.h"

#include <QString>

#include <vector>

namespace enigm::controlplane::ota {

/// By whose signatures a change was made: operators' ids.
struct ChangePeople
{
    QString askedBy;                 ///< empty for a change that is not in the store
    std::vector<QString> approvedBy; ///< sorted
};

[[nodiscard]] Expected<ChangePeople> peopleOf(const store::Repositories &store, const QString &change);

} // namespace enigm::controlplane::ota
