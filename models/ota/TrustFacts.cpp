#include "models/ota/TrustFacts.h"

namespace enigm::models::ota {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hour = 3600;
constexpr qint64 soonForPeople = 14 * 24 * hour;
constexpr qint64 soonForServers = 6 * hour;

} // namespace

Expiry expiryOf(const RepositoryRole &role, qint64 now)
{
    const bool isOnline = role.name == "timestamp"_L1 || role.name == "snapshot"_L1;
    if (role.expires <= now)
        return Expiry::Over;
    return role.expires - now <= (isOnline ? soonForServers : soonForPeople) ? Expiry::Soon : Expiry::Valid;
}

} // namespace enigm::models::ota
