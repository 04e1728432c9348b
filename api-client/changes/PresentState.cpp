#include "api-client/changes/PresentState.h"

#include "api-client/groups/GroupClient.h"
#include "api-client/policies/PolicyClient.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::client {

namespace {

/// The group as it stands, held against what was signed: nothing is shown as replaced but the version that will be.
Task<Expected<void>> meetGroup(Session &session, VerifiedChange &change)
{
    const auto *const signedGroup = std::get_if<changes::ChangeGroupParameters>(&change.record.change.parameters);
    if (!signedGroup || !changes::isOpen(change.record.state) || change.obstacle)
        co_return Expected<void>();
    GroupClient client(session);
    GroupChange met;
    std::optional<changes::GroupStanding> standing;
    auto present = co_await client.group(signedGroup->group);
    if (!present && present.error().type != ProblemType::NotFound)
        co_return std::unexpected(present.error());
    if (present) {
        standing = changes::GroupStanding{.version = present->group.version, .digest = present->group.digest()};
        met.replaced = std::move(present->group);
    }
    if (const auto next = changes::checkFollows(*signedGroup, standing); !next) {
        change.obstacle = next.error();
        co_return Expected<void>();
    }
    if (signedGroup->isStatic())
        met.devices = change.record.change.request.targets.count;
    if (signedGroup->definition && signedGroup->definition->rule) {
        const auto count = co_await client.count(*signedGroup->definition->rule);
        if (!count)
            co_return std::unexpected(count.error());
        met.devices = *count;
    }
    change.group = std::move(met);
    co_return Expected<void>();
}

/// The group that admitted devices will join, whatever has become of it since.
Task<Expected<void>> meetJoined(Session &session, VerifiedChange &change)
{
    const auto *const admission = std::get_if<changes::AdmitParameters>(&change.record.change.parameters);
    if (!admission || !changes::isOpen(change.record.state) || change.obstacle)
        co_return Expected<void>();
    auto present = co_await GroupClient(session).group(admission->group);
    if (!present && present.error().type != ProblemType::NotFound)
        co_return std::unexpected(present.error());
    if (!present) {
        change.obstacle = present.error();
        co_return Expected<void>();
    }
    if (const auto next = present->group.joinedBy(change.record.targets.devices()); !next)
        change.obstacle = next.error();
    else
        change.joins = std::move(present->group);
    co_return Expected<void>();
}

/// The standing after the change, given the detail that is served; the digest of an earlier version as published.
Expected<changes::PolicyStanding> standingAfter(const changes::Parameters &parameters,
                                                const std::optional<PolicyDetail> &detail)
{
    const auto before = detail ? std::optional(standingOf(*detail)) : std::nullopt;
    if (const auto *const published = std::get_if<changes::PublishPolicyParameters>(&parameters))
        return changes::standingAfter(*published, before, detail ? std::optional(detail->policy.kind) : std::nullopt);
    if (const auto *const assigned = std::get_if<changes::AssignPolicyParameters>(&parameters))
        return changes::standingAfter(*assigned, before);
    const auto &rolledBack = std::get<changes::RollBackPolicyParameters>(parameters);
    std::optional<QByteArray> published;
    if (detail) {
        const auto line = std::ranges::find(detail->versions, rolledBack.version, &PolicyVersionLine::version);
        if (line != detail->versions.end())
            published = line->digest;
    }
    return changes::standingAfter(rolledBack, before, published);
}

/// The policy as it stands: what is served of it is what the change names as replaced, down to the documents.
Task<Expected<void>> meetPolicy(Session &session, VerifiedChange &change)
{
    const auto &parameters = change.record.change.parameters;
    const auto id = changes::policyOf(parameters);
    if (!id || !changes::isOpen(change.record.state) || change.obstacle)
        co_return Expected<void>();
    PolicyClient client(session);
    std::optional<PolicyDetail> detail;
    auto present = co_await client.policy(*id);
    if (!present && present.error().type != ProblemType::NotFound)
        co_return std::unexpected(present.error());
    if (present)
        detail = std::move(*present);
    auto standing = standingAfter(parameters, detail);
    if (!standing) {
        change.obstacle = standing.error();
        co_return Expected<void>();
    }
    PolicyChange met;
    met.groups = std::move(standing->groups);
    if (detail) {
        met.replaced = standingOf(*detail);
        auto before = co_await client.version(*id, met.replaced->version, met.replaced->digest);
        if (!before)
            co_return std::unexpected(before.error());
        met.before = std::move(*before);
        met.after = *met.before;
    }
    if (const auto *const published = std::get_if<changes::PublishPolicyParameters>(&parameters))
        met.after = published->version;
    if (const auto *const rolledBack = std::get_if<changes::RollBackPolicyParameters>(&parameters)) {
        auto after = co_await client.version(*id, rolledBack->version, rolledBack->digest);
        if (!after)
            co_return std::unexpected(after.error());
        met.after = std::move(*after);
    }
    change.policy = std::move(met);
    co_return Expected<void>();
}

} // namespace

Task<Expected<void>> meetPresent(Session &session, VerifiedChange &change)
{
    for (const auto meet : {&meetGroup, &meetJoined, &meetPolicy}) {
        auto met = co_await meet(session, change);
        if (!met)
            co_return met;
    }
    co_return Expected<void>();
}

} // namespace enigm::client
