#include "app/console/ServedTrust.h"

#include "api-client/ota/TufClient.h"

#include <algorithm>

namespace enigm::app {

using models::ota::UpdateTrust;

namespace {

UpdateTrust trustOf(const ota::tuf::RepositoryStatus &status, const std::vector<ota::tuf::PendingRole> &pending)
{
    UpdateTrust trust;
    for (const ota::tuf::AuthorityStatus &authority : status.authorities) {
        if (const auto known = operators::signingAuthorityOf(authority.authority))
            trust.authorities.push_back({.authority = *known,
                                         .keys = {authority.keys.begin(), authority.keys.end()},
                                         .since = authority.since});
    }
    for (const ota::tuf::RoleStatus &role : status.roles) {
        models::ota::RepositoryRole shown{
            .name = role.role, .version = role.version, .expires = role.expires, .threshold = role.threshold};
        for (const ota::tuf::RoleStatus::Key &key : role.keys)
            shown.keys.push_back({.id = key.keyid, .hasSigned = key.hasSigned});
        trust.roles.push_back(std::move(shown));
    }
    for (const ota::tuf::RootRecord &root : status.roots)
        trust.roots.push_back({.version = root.version,
                               .digest = root.digest,
                               .change = root.change.value_or(QString()),
                               .time = root.time});
    std::ranges::reverse(trust.roots);
    for (const ota::tuf::PendingRole &role : pending)
        trust.awaited.push_back({.role = role.role,
                                 .version = role.version,
                                 .have = static_cast<int>(role.have.size()),
                                 .threshold = role.threshold});
    return trust;
}

} // namespace

client::Task<Expected<UpdateTrust>> ServedTrust::trust()
{
    client::TufClient client(m_session);
    const auto status = co_await client.status();
    if (!status)
        co_return std::unexpected(status.error());
    const auto pending = co_await client.pending();
    if (!pending)
        co_return std::unexpected(pending.error());
    co_return trustOf(*status, *pending);
}

} // namespace enigm::app
