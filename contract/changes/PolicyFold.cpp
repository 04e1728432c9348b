#include "contract/changes/PolicyFold.h"

#include "contract/encoding/GivenName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

Expected<void> PolicyFold::apply(const PublishPolicyParameters &change)
{
    const QString &id = change.version.policy;
    if (isDark(id) && change.replaces)
        return {};
    const auto known = m_policies.constFind(id);
    std::optional<policy::PolicyKind> kind;
    if (known != m_policies.constEnd())
        kind = known->versions.begin()->second.document.kind;
    auto standing = standingAfter(change, standingOf(id), kind);
    if (!standing)
        return std::unexpected(standing.error());
    if (auto isFree = checkName(change.version); !isFree)
        return isFree;
    Known &next = m_policies[id];
    next.standing = std::move(*standing);
    next.versions.insert_or_assign(change.version.version, change.version);
    rename(id);
    return {};
}

Expected<void> PolicyFold::apply(const AssignPolicyParameters &change)
{
    if (isDark(change.policy))
        return {};
    auto standing = standingAfter(change, standingOf(change.policy));
    if (!standing)
        return std::unexpected(standing.error());
    m_policies[change.policy].standing = std::move(*standing);
    return {};
}

Expected<void> PolicyFold::apply(const RollBackPolicyParameters &change)
{
    if (isDark(change.policy))
        return {};
    const auto known = m_policies.find(change.policy);
    std::optional<QByteArray> published;
    std::optional<policy::PolicyVersion> version;
    if (known != m_policies.end()) {
        if (const auto at = known->versions.find(change.version); at != known->versions.end()) {
            version = at->second;
            published = at->second.digest();
        }
    }
    auto standing = standingAfter(change, standingOf(change.policy), published);
    if (!standing)
        return std::unexpected(standing.error());
    if (auto isFree = checkName(*version); !isFree)
        return isFree;
    known->standing = std::move(*standing);
    rename(change.policy);
    return {};
}

void PolicyFold::forget(const QString &policy)
{
    m_names.removeIf([&policy](const auto &name) { return *name == policy; });
    m_policies.remove(policy);
    m_forgotten.insert(policy);
}

void PolicyFold::forgetAll()
{
    *this = PolicyFold();
    m_isAnyForgotten = true;
}

std::optional<FoldedPolicy> PolicyFold::find(const QString &policy) const
{
    const auto known = m_policies.constFind(policy);
    return known == m_policies.constEnd() ? std::nullopt : std::optional(folded(*known));
}

std::vector<FoldedPolicy> PolicyFold::policies() const
{
    std::vector<FoldedPolicy> result;
    result.reserve(static_cast<std::size_t>(m_policies.size()));
    for (const Known &known : m_policies)
        result.push_back(folded(known));
    std::ranges::sort(result, {}, [](const FoldedPolicy &each) { return each.standing.policy; });
    return result;
}

std::optional<PolicyStanding> PolicyFold::standingOf(const QString &policy) const
{
    const auto known = m_policies.constFind(policy);
    return known == m_policies.constEnd() ? std::nullopt : std::optional(known->standing);
}

Expected<void> PolicyFold::checkName(const policy::PolicyVersion &version) const
{
    const auto holder = m_names.constFind(encoding::givenNameKey(version.document.name));
    if (holder != m_names.constEnd() && *holder != version.policy)
        return refuse(ProblemType::AlreadyExists, u"Another policy has this name."_s, *holder);
    return {};
}

FoldedPolicy PolicyFold::folded(const Known &known)
{
    return {.standing = known.standing, .inForce = known.versions.at(known.standing.version)};
}

void PolicyFold::rename(const QString &policy)
{
    m_names.removeIf([&policy](const auto &name) { return *name == policy; });
    const auto known = find(policy);
    m_names.insert(encoding::givenNameKey(known->inForce.document.name), policy);
}

bool PolicyFold::isDark(const QString &policy) const
{
    return !m_policies.contains(policy) && (m_isAnyForgotten || m_forgotten.contains(policy));
}

} // namespace enigm::changes
