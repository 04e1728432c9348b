#include "models/ota/ServedTrust.h"

#include "contract/ota/RolloutWords.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::models::ota {

namespace {

namespace tuf = enigm::ota::tuf;

RepositoryRole roleOf(const tuf::RoleStatus &status)
{
    RepositoryRole role{.name = status.role,
                        .version = status.version,
                        .expires = status.expires,
                        .threshold = status.threshold,
                        .keys = {}};
    for (const tuf::RoleStatus::Key &key : status.keys)
        role.keys.push_back({.id = key.keyid, .hasSigned = key.hasSigned});
    return role;
}

/// As the one vouches for the next: the root for targets, these for channels, snapshot and timestamp for all of them.
int rankOf(const RepositoryRole &role)
{
    constexpr int channels = 2;
    if (role.name == "root"_L1)
        return 0;
    if (role.name == "targets"_L1)
        return 1;
    const auto models = enigm::ota::allOf<enigm::ota::RolloutModel>();
    const auto channel =
        std::ranges::find(models, role.name, [](enigm::ota::RolloutModel model) { return enigm::ota::toWord(model); });
    const int rank = channels + static_cast<int>(channel - models.begin());
    if (channel != models.end())
        return rank;
    return role.name == "snapshot"_L1 ? rank : rank + 1;
}

} // namespace

Expected<UpdateTrust> trustOf(const tuf::RepositoryStatus &status, const std::vector<tuf::PendingRole> &pending)
{
    UpdateTrust trust;
    for (const tuf::AuthorityStatus &told : status.authorities) {
        const auto authority = operators::signingAuthorityOf(told.authority);
        if (!authority)
            return refuse(ProblemType::UnexpectedAnswer, u"There is no such authority."_s, told.authority);
        trust.authorities.push_back(
            {.authority = *authority, .keys = {told.keys.begin(), told.keys.end()}, .since = told.since});
    }
    std::ranges::transform(status.roles, std::back_inserter(trust.roles), roleOf);
    std::ranges::stable_sort(trust.roles, {}, rankOf);
    for (const tuf::RootRecord &root : status.roots)
        trust.roots.push_back({.version = root.version,
                               .digest = root.digest,
                               .change = root.change.value_or(QString()),
                               .time = root.time});
    std::ranges::reverse(trust.roots);
    for (const tuf::PendingRole &role : pending)
        trust.awaited.push_back({.role = role.role,
                                 .version = role.version,
                                 .have = static_cast<int>(role.have.size()),
                                 .threshold = role.threshold});
    return trust;
}

client::Task<Expected<UpdateTrust>> ServedTrust::trust()
{
    client::TufClient client = m_client; // whoever asks may be gone when the answer comes
    const auto status = co_await client.status();
    if (!status)
        co_return std::unexpected(status.error());
    const auto pending = co_await client.pending();
    if (!pending)
        co_return std::unexpected(pending.error());
    co_return trustOf(*status, *pending);
}

} // namespace enigm::models::ota
