#include "contract/policy/GroupDictionary.h"

#include <algorithm>

namespace enigm::policy {

GroupIndex GroupDictionary::indexOf(const QString &group)
{
    const auto next = static_cast<GroupIndex>(m_groups.size());
    const auto found = m_indexes.constFind(group);
    if (found != m_indexes.cend())
        return *found;
    m_indexes.insert(group, next);
    m_groups.push_back(group);
    return next;
}

GroupSet GroupDictionary::setOf(const std::vector<QString> &groups)
{
    GroupSet set;
    set.reserve(groups.size());
    for (const QString &group : groups)
        set.push_back(indexOf(group));
    std::ranges::sort(set);
    set.erase(std::ranges::unique(set).begin(), set.end());
    return set;
}

} // namespace enigm::policy
