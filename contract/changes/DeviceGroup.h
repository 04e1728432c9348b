#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/GroupRule.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::changes {

/// What a group is called, and whether its devices are listed or found by a rule: {"name","rule"}.
struct GroupDefinition
{
    QString name;                         ///< never a person's; safe text of at most maxName UTF-16 units
    std::optional<fleet::GroupRule> rule; ///< nothing: static, its devices are listed

    static constexpr qsizetype maxName = 80;

    static Expected<GroupDefinition> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const GroupDefinition &, const GroupDefinition &) = default;
};

/// UnsafeText, DirectIdentifier, OutOfRange for what no group may be called.
[[nodiscard]] Expected<void> checkGroupName(const QString &name);

/// One version of a group of devices, the unit that policies and rollouts are assigned to: {"definition","group",
/// "members","version"}.
struct DeviceGroup
{
    QString id; ///< UUIDv7
    qint64 version = 1;
    GroupDefinition definition;
    std::vector<fleet::DeviceHandle> members; ///< sorted; none of a group by rule

    [[nodiscard]] bool isStatic() const { return !definition.rule; }

    /// Strict, as it is digested.
    static Expected<DeviceGroup> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
    /// SHA-256 of the canonical JSON: what the change to the next version names as replaced.
    [[nodiscard]] QByteArray digest() const;
    /// The next version of a static group, which lists these (sorted) as well. OutOfRange for a group by rule, and for
    /// more devices than a group may list.
    [[nodiscard]] Expected<DeviceGroup> joinedBy(const std::vector<fleet::DeviceHandle> &handles) const;
    friend bool operator==(const DeviceGroup &, const DeviceGroup &) = default;
};

/// What becomes of the devices that a static group lists.
struct MemberChanges
{
    std::vector<fleet::DeviceHandle> added;
    std::vector<fleet::DeviceHandle> dropped;
};
/// Between two sorted lists.
[[nodiscard]] MemberChanges memberChanges(const std::vector<fleet::DeviceHandle> &before,
                                          const std::vector<fleet::DeviceHandle> &after);

} // namespace enigm::changes
