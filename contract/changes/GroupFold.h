#pragma once

#include "contract/changes/GroupParameters.h"
#include "contract/problems/Problem.h"

#include <QHash>
#include <QSet>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::changes {

/// The groups of devices as executed changes made them: the only proof of what a group is.
class GroupFold
{
public:
    /// Takes one execution; `targets` were checked against the signed change. What checkFollows refuses, and
    /// AlreadyExists where another group that there is has the name.
    Expected<void> apply(const ChangeGroupParameters &change, const TargetSet &targets);
    /// Devices that were admitted into a static group, sorted: its next version. Of a group that was forgotten nothing
    /// is known still. NotFound, and what DeviceGroup::joinedBy refuses.
    Expected<void> join(const QString &group, const std::vector<fleet::DeviceHandle> &handles);
    /// An execution whose content is withheld made something of this group: its next version is believed.
    void forget(const QString &group);
    /// The same where it is withheld even of which group.
    void forgetAll();

    /// Nothing for a group that is not there, was removed, or was forgotten since.
    [[nodiscard]] std::optional<DeviceGroup> find(const QString &group) const;
    /// Those that there are, by id.
    [[nodiscard]] std::vector<DeviceGroup> groups() const;

private:
    struct Known
    {
        GroupStanding standing;
        std::optional<DeviceGroup> group;
    };
    [[nodiscard]] Expected<void> checkName(const DeviceGroup &group) const;
    [[nodiscard]] bool isForgotten(const QString &group) const;

    QHash<QString, Known> m_groups;
    QHash<QString, QString> m_names; ///< id by name key
    QSet<QString> m_forgotten;
    bool m_isAnyForgotten = false; ///< one that is not known may be of any version
};

} // namespace enigm::changes
