#include "control-plane/changes/LimitCheck.h"

#include "contract/changes/DeviceLimit.h"

namespace enigm::controlplane::changes {

Expected<bool> isBeyondLimit(const operators::Founding &founding, const enigm::changes::ChangeRequest &request,
                             const store::Repositories &store, qint64 now)
{
    const auto limit = enigm::changes::limitOn(founding, request);
    if (!limit)
        return false;
    const auto reached =
        store.changes.devicesReachedSince(now - limit->budget.window, enigm::changes::limitedActions(limit->kind));
    if (!reached)
        return std::unexpected(reached.error());
    return limit->isPassedBy(*reached + request.targets.count);
}

} // namespace enigm::controlplane::changes
