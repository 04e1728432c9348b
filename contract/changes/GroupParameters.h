#pragma once

#include "contract/changes/DeviceGroup.h"
#include "contract/changes/TargetSet.h"
#include "contract/json/ObjectReader.h"

#include <optional>

namespace enigm::changes {

/// {"definition":{"name","rule"}|null,"group","replaces":digest|null,"version"} of group.change: the whole of one group
/// as it will be. The devices of a static one are the targets of the change; a group by rule and a removal have none.
struct ChangeGroupParameters
{
    QString group;                             ///< UUIDv7
    qint64 version = 1;                        ///< of the group after the change
    std::optional<QByteArray> replaces;        ///< digest of the version before; nothing where the group is new
    std::optional<GroupDefinition> definition; ///< nothing: the group is removed, and its id never used again

    /// Fails the reader where version, replaced one and definition do not go together.
    static ChangeGroupParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] bool isStatic() const { return definition && !definition->rule; }
    /// The group as it will be, with these devices; nothing where it is removed.
    [[nodiscard]] std::optional<DeviceGroup> after(const TargetSet &targets) const;
    friend bool operator==(const ChangeGroupParameters &, const ChangeGroupParameters &) = default;

    // The three things that a change of a group can be; `before` is its present version.
    [[nodiscard]] static ChangeGroupParameters creating(const QString &group, GroupDefinition definition);
    [[nodiscard]] static ChangeGroupParameters changing(const DeviceGroup &before, GroupDefinition definition);
    [[nodiscard]] static ChangeGroupParameters removing(const DeviceGroup &before);
};

/// How a group stands: its last version.
struct GroupStanding
{
    qint64 version = 0;
    std::optional<QByteArray> digest; ///< nothing: it was removed
};

/// Whether a change is the next one of its group, given how the group stands (nothing: nobody has heard of it).
/// AlreadyExists for a new group whose id was used before, NotFound for one that is not there or was removed, Drifted
/// where another version is the present one.
[[nodiscard]] Expected<void> checkFollows(const ChangeGroupParameters &change,
                                          const std::optional<GroupStanding> &standing);

} // namespace enigm::changes
