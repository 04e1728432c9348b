#include "control-plane/network/PathQuestion.h"

namespace enigm::controlplane::network {

using enigm::network::DenialReason;
using enigm::policy::NetworkPath;
using enigm::policy::Obligations;

namespace {

/// The obligations to go by a way that is not this one.
Obligations otherWays(NetworkPath path)
{
    Obligations ways;
    for (const NetworkPath other : enigm::policy::allOf<NetworkPath>()) {
        if (other != path)
            ways.insert(enigm::policy::obligationOf(other));
    }
    return ways;
}

} // namespace

enigm::policy::Question questionBy(NetworkPath path, enigm::policy::ActionCategory action, log::Resource resource)
{
    return {.action = action, .resource = resource, .actor = {enigm::policy::ActorCategory::Device}, .path = path};
}

std::optional<DenialReason> denialIn(const policy::Verdict &verdict, NetworkPath path)
{
    if (!verdict.isPermit)
        return verdict.isServed ? DenialReason::Policy : DenialReason::Device;
    if (verdict.obligations.hasAny(otherWays(path)))
        return DenialReason::Path;
    return std::nullopt;
}

} // namespace enigm::controlplane::network
