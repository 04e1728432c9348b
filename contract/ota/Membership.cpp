#include "contract/ota/Membership.h"

#include "contract/log/MerkleFrontier.h"
#include "contract/signing/Secret.h"

#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

constexpr QByteArrayView drawDomain = "enigm-rollout";

log::Hash leafOf(const fleet::DeviceHandle &handle)
{
    return log::leafHash(handle.text().toLatin1());
}

/// As pointOf, where domain and change were joined beforehand.
int pointAfter(QByteArrayView prefix, QByteArrayView handle)
{
    const QByteArray digest = signing::sha256(prefix, handle);
    const auto draw = qFromBigEndian<quint64>(digest.constData());
    // draw * wholeShare / 2^64 in two halves, which is exact and needs no more than 64 bits.
    constexpr auto whole = static_cast<quint64>(wholeShare);
    const quint64 low = (draw & 0xffffffffU) * whole;
    const quint64 high = (draw >> 32U) * whole;
    return static_cast<int>((high + (low >> 32U)) >> 32U);
}

QByteArray prefixOf(QByteArrayView change)
{
    QByteArray prefix = drawDomain.toByteArray();
    prefix.append(change);
    return prefix;
}

bool isStrictlySorted(const Membership::Handles &handles)
{
    return std::ranges::adjacent_find(handles, std::ranges::greater_equal()) == handles.end();
}

} // namespace

int pointOf(QByteArrayView change, const fleet::DeviceHandle &handle)
{
    return pointAfter(prefixOf(change), handle.text().toLatin1());
}

std::optional<std::size_t> groupByShare(const RolloutPlan &plan, int point)
{
    qint64 end = 0;
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        end += plan.groups[i].share.value_or(0);
        if (plan.groups[i].share && point < end)
            return i;
    }
    return std::nullopt;
}

RolloutMembers membersOf(const std::vector<fleet::DeviceHandle> &handles, const std::optional<QString> &group)
{
    Q_ASSERT(isStrictlySorted(handles));
    log::MerkleFrontier tree;
    for (const fleet::DeviceHandle &handle : handles)
        tree.append(leafOf(handle));
    return {.count = tree.size(), .group = group, .root = tree.root().toBytes()};
}

Membership::Membership(const RolloutPlan &plan, const QByteArray &change, const std::vector<Handles> &members)
    : m_change(prefixOf(change))
{
    m_members.reserve(members.size());
    for (const Handles &handles : members) {
        std::vector<QByteArray> &texts = m_members.emplace_back();
        texts.reserve(handles.size());
        for (const fleet::DeviceHandle &handle : handles)
            texts.push_back(handle.text().toLatin1());
    }
    m_byPoint.reserve(static_cast<std::size_t>(wholeShare));
    for (int point = 0; point < wholeShare; ++point)
        m_byPoint.push_back(groupByShare(plan, point));
}

Expected<Membership> Membership::make(const RolloutPlan &plan, const QByteArray &change,
                                      const std::vector<Handles> &members)
{
    if (members.size() != plan.groups.size() || change.size() != log::Hash::Size)
        return refuse(ProblemType::OutOfRange, u"Each group has its list of members, and a change its digest."_s);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const std::optional<RolloutMembers> &named = plan.groups[i].members;
        const QString place = u"/groups/%1/members"_s.arg(i);
        if (!isStrictlySorted(members[i]) || (!named && !members[i].empty()))
            return refuse(ProblemType::OutOfRange, u"Members are sorted, each once, of a group that names them."_s,
                          place);
        if (named && membersOf(members[i], named->group) != *named)
            return refuse(ProblemType::TargetMismatch, u"These are not the members that the plan commits to."_s, place);
    }
    return Membership(plan, change, members);
}

std::optional<std::size_t> Membership::groupOf(const fleet::DeviceHandle &handle) const
{
    return groupOf(handle.text().toLatin1());
}

std::optional<std::size_t> Membership::groupOf(QByteArrayView handle) const
{
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        if (std::binary_search(m_members[i].begin(), m_members[i].end(), handle,
                               [](QByteArrayView left, QByteArrayView right) { return left < right; }))
            return i;
    }
    return m_byPoint[static_cast<std::size_t>(pointAfter(m_change, handle))];
}

MemberTree::MemberTree(std::vector<fleet::DeviceHandle> handles)
    : m_handles(std::move(handles))
{
    Q_ASSERT(isStrictlySorted(m_handles));
    for (const fleet::DeviceHandle &handle : m_handles)
        m_tree.append(leafOf(handle));
}

std::optional<MemberProof> MemberTree::prove(const fleet::DeviceHandle &handle) const
{
    const auto found = std::ranges::lower_bound(m_handles, handle);
    if (found == m_handles.end() || *found != handle)
        return std::nullopt;
    const qint64 leaf = found - m_handles.begin();
    return MemberProof{.leaf = leaf, .path = m_tree.inclusionProof(leaf).value()};
}

std::optional<MemberProof> proveMember(const std::vector<fleet::DeviceHandle> &handles,
                                       const fleet::DeviceHandle &handle)
{
    return MemberTree(handles).prove(handle);
}

Expected<void> checkGroup(const RolloutPlan &plan, QByteArrayView change, std::size_t group,
                          const fleet::DeviceHandle &handle, const std::optional<MemberProof> &proof)
{
    if (group >= plan.groups.size())
        return refuse(ProblemType::OutOfRange, u"The rollout has no such group."_s);
    const std::optional<RolloutMembers> &members = plan.groups[group].members;
    if (!members) {
        if (groupByShare(plan, pointOf(change, handle)) != group)
            return refuse(ProblemType::WrongDevice, u"The device falls into another group of the rollout."_s);
        return {};
    }
    const auto root = log::Hash::fromBytes(members->root);
    if (!root)
        return std::unexpected(root.error());
    if (!proof)
        return refuse(ProblemType::WrongDevice, u"Nothing proves that the device is in this group."_s);
    return log::verifyInclusion(proof->leaf, members->count, leafOf(handle), proof->path, *root);
}

} // namespace enigm::ota
