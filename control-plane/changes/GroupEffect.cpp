#include "control-plane/changes/GroupEffect.h"

#include "contract/encoding/GivenName.h"
#include "contract/json/JsonParser.h"
#include "control-plane/fleet/Group.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::ChangeGroupParameters;
using enigm::changes::DeviceGroup;
using enigm::changes::GroupStanding;

namespace {

Expected<std::optional<GroupStanding>> standingOf(const store::Repositories &store, const QString &group)
{
    const auto row = store.groups.find(group);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return std::optional<GroupStanding>();
    return std::optional(GroupStanding{.version = (*row)->version, .digest = (*row)->digest});
}

/// NotFound for one that was never there or was removed.
Expected<DeviceGroup> presentGroup(const store::Repositories &store, const QString &group)
{
    auto listed = fleet::groupOf(group, store);
    if (!listed)
        return std::unexpected(listed.error());
    auto members = store.groups.members(group);
    if (!members)
        return std::unexpected(members.error());
    return DeviceGroup{.id = group,
                       .version = listed->version,
                       .definition = std::move(listed->definition),
                       .members = std::move(*members)};
}

store::GroupRow rowOf(const DeviceGroup &group, const StoredChange &stored, qint64 cursor)
{
    store::GroupRow row{.id = group.id,
                        .version = group.version,
                        .digest = group.digest(),
                        .definition = json::canonical(group.definition.toJson()),
                        .name = encoding::givenNameKey(group.definition.name),
                        .memberCount = {},
                        .change = stored.row.id,
                        .changedAt = stored.row.executed->time,
                        .cursor = cursor};
    if (group.isStatic())
        row.memberCount = static_cast<qint64>(group.members.size());
    return row;
}

} // namespace

Expected<void> checkGroupEffect(const store::Repositories &store, const ChangeGroupParameters &change,
                                const enigm::changes::TargetSet &targets)
{
    const auto standing = standingOf(store, change.group);
    if (!standing)
        return std::unexpected(standing.error());
    if (auto next = enigm::changes::checkFollows(change, *standing); !next)
        return next;
    if (!change.definition)
        return {};
    const auto holder = store.groups.findByName(encoding::givenNameKey(change.definition->name));
    if (!holder)
        return std::unexpected(holder.error());
    if (*holder && (*holder)->id != change.group)
        return refuse(ProblemType::AlreadyExists, u"Another group has this name."_s, (*holder)->id);
    const auto known = statesNow(store, targets);
    return known ? Expected<void>() : std::unexpected(known.error());
}

Expected<void> checkJoin(const store::Repositories &store, const QString &group,
                         const enigm::changes::TargetSet &targets)
{
    const auto present = presentGroup(store, group);
    if (!present)
        return std::unexpected(present.error());
    const auto next = present->joinedBy(targets.devices());
    return next ? Expected<void>() : std::unexpected(next.error());
}

Expected<void> keepJoined(store::Transaction &transaction, const StoredChange &stored,
                          const enigm::changes::Application &application, qint64 cursor)
{
    const auto &admission = std::get<enigm::changes::AdmitParameters>(stored.change.parameters);
    const auto present = presentGroup(transaction, admission.group);
    if (!present)
        return std::unexpected(present.error());
    const auto next = present->joinedBy(appliedHandles(application));
    if (!next)
        return std::unexpected(next.error());
    return transaction.groups.put(rowOf(*next, stored, cursor), next->members);
}

Expected<void> keepGroup(store::Transaction &transaction, const StoredChange &stored, qint64 cursor)
{
    const auto &change = std::get<ChangeGroupParameters>(stored.change.parameters);
    if (const auto group = change.after(stored.targets))
        return transaction.groups.put(rowOf(*group, stored, cursor), group->members);
    const store::GroupRow removed{.id = change.group,
                                  .version = change.version,
                                  .change = stored.row.id,
                                  .changedAt = stored.row.executed->time,
                                  .cursor = cursor};
    return transaction.groups.put(removed, {});
}

} // namespace enigm::controlplane::changes
