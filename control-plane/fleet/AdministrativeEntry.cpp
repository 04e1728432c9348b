#include "control-plane/fleet/AdministrativeEntry.h"

namespace enigm::controlplane::fleet {

log::ActivityEntry administrativeEntry(const QString &action, const QString &actor, qint64 time, log::Resource resource)
{
    return {.time = time,
            .category = log::Category::AdministrativeChange,
            .action = action,
            .resource = resource,
            .actor = actor,
            .outcome = log::Outcome::Done,
            .change = {},
            .handles = {},
            .body = {}};
}

} // namespace enigm::controlplane::fleet
