#include "contract/changes/GroupFold.h"

#include "contract/encoding/GivenName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

Expected<void> GroupFold::apply(const ChangeGroupParameters &change, const TargetSet &targets)
{
    const auto known = m_groups.constFind(change.group);
    const bool isKnown = known != m_groups.constEnd();
    if (isKnown || !isForgotten(change.group)) {
        if (auto next = checkFollows(change, isKnown ? std::optional(known->standing) : std::nullopt); !next)
            return next;
    }
    std::optional<DeviceGroup> after = change.after(targets);
    if (after) {
        if (auto free = checkName(*after); !free)
            return free;
    }
    forget(change.group);
    m_forgotten.remove(change.group);
    GroupStanding standing{.version = change.version, .digest = {}};
    if (after) {
        standing.digest = after->digest();
        m_names.insert(encoding::givenNameKey(after->definition.name), change.group);
    }
    m_groups.insert(change.group, {.standing = std::move(standing), .group = std::move(after)});
    return {};
}

Expected<void> GroupFold::join(const QString &group, const std::vector<fleet::DeviceHandle> &handles)
{
    const auto known = m_groups.find(group);
    if (known == m_groups.end() && isForgotten(group))
        return {};
    if (known == m_groups.end() || !known->group)
        return refuse(ProblemType::NotFound, u"There is no such group."_s, group);
    auto next = known->group->joinedBy(handles);
    if (!next)
        return std::unexpected(next.error());
    known->standing = {.version = next->version, .digest = next->digest()};
    known->group = std::move(*next);
    return {};
}

void GroupFold::forget(const QString &group)
{
    if (const auto before = find(group))
        m_names.remove(encoding::givenNameKey(before->definition.name));
    m_groups.remove(group);
    m_forgotten.insert(group);
}

void GroupFold::forgetAll()
{
    *this = GroupFold();
    m_isAnyForgotten = true;
}

std::optional<DeviceGroup> GroupFold::find(const QString &group) const
{
    const auto known = m_groups.constFind(group);
    return known == m_groups.constEnd() ? std::nullopt : known->group;
}

std::vector<DeviceGroup> GroupFold::groups() const
{
    std::vector<DeviceGroup> result;
    for (const Known &known : m_groups) {
        if (known.group)
            result.push_back(*known.group);
    }
    std::ranges::sort(result, {}, &DeviceGroup::id);
    return result;
}

Expected<void> GroupFold::checkName(const DeviceGroup &group) const
{
    const auto holder = m_names.constFind(encoding::givenNameKey(group.definition.name));
    if (holder != m_names.constEnd() && *holder != group.id)
        return refuse(ProblemType::AlreadyExists, u"Another group has this name."_s, *holder);
    return {};
}

bool GroupFold::isForgotten(const QString &group) const
{
    return m_isAnyForgotten || m_forgotten.contains(group);
}

} // namespace enigm::changes
