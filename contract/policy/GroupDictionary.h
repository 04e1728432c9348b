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
    /// Without those that were not met before: no rule knows them.
    [[nodiscard]] GroupSet knownOf(const std::vector<QString> &groups) const;

private:
    QHash<QString, GroupIndex> m_indexes;
};

} // namespace enigm::policy
