#include "control-plane/identity/AccessEntry.h"

namespace enigm::controlplane::identity {

log::ActivityEntry accessEntry(qint64 time, const QString &action, log::Resource resource, log::Outcome outcome,
                               const QString &operatorId)
{
    return {.index = 0,
            .time = time,
            .category = log::Category::AppAccess,
            .action = action,
            .resource = resource,
            .actor = operatorId,
            .outcome = outcome,
            .change = {},
            .handles = {},
            .governanceSize = 0,
            .body = {}};
}

} // namespace enigm::controlplane::identity
