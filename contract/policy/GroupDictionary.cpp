#include "contract/policy/GroupDictionary.h"

#include <algorithm>

namespace enigm::policy {

GroupIndex GroupDictionary::indexOf(const QString &group)
{
    const auto next = static_cast<GroupIndex>(m_indexes.size());
    const auto found = m_indexes.constFind(group);
    return found != m_indexes.cend() ? *found : *m_indexes.insert(group, next);
}

GroupSet GroupDictionary::setOf(const std::vector<QString> &groups)
{
    for (const QString &group : groups)
        (void)indexOf(group);
    return knownOf(groups);
}

GroupSet GroupDictionary::knownOf(const std::vector<QString> &groups) const
{
    GroupSet set;
    set.reserve(groups.size());
    for (const QString &group : groups) {
        if (const auto found = m_indexes.constFind(group); found != m_indexes.cend())
            set.push_back(*found);
    }
    std::ranges::sort(set);
    set.erase(std::ranges::unique(set).begin(), set.end());
    return set;
}

} // namespace enigm::policy
