#include "control-plane/ota/ChangePeople.h"

#include <algorithm>

namespace enigm::controlplane::ota {

Expected<ChangePeople> peopleOf(const store::Repositories &store, const QString &change)
{
    const auto row = store.changes.find(change);
    if (!row)
        return std::unexpected(row.error());
    const auto decisions = store.changes.signatures(change);
    if (!decisions)
        return std::unexpected(decisions.error());
    ChangePeople people{.askedBy = *row ? (*row)->requester : QString(), .approvedBy = {}};
    for (const store::ChangeSignatureRow &decision : *decisions) {
        if (decision.decision == changes::Decision::Approve)
            people.approvedBy.push_back(decision.approver);
    }
    std::ranges::sort(people.approvedBy);
    return people;
}

} // namespace enigm::controlplane::ota
