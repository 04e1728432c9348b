#pragma once

#include "contract/policy/Input.h"

#include <QHash>
#include <QString>

#include <vector>

namespace enigm::policy {

/// Numbers groups in the order in which they are met, so that sets of them are short and compare quickly. One
/// dictionary goes with the policies and the devices that are compared; it only grows.
class GroupDictionary
{
public:
    /// The number of this group, a new one where it was not met before.
    [[nodiscard]] GroupIndex indexOf(const QString &group);
    [[nodiscard]] GroupSet setOf(const std::vector<QString> &groups);
    [[nodiscard]] const QString &groupAt(GroupIndex index) const { return m_groups[index]; }
    [[nodiscard]] std::size_t size() const { return m_groups.size(); }

private:
    QHash<QString, GroupIndex> m_indexes;
    std::vector<QString> m_groups;
};

} // namespace enigm::policy
