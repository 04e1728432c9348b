#include "control-plane/changes/GroupEffect.h"

#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::ChangeGroupParameters;
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
    const auto holder = store.groups.findByName(enigm::changes::groupNameKey(change.definition->name));
    if (!holder)
        return std::unexpected(holder.error());
    if (*holder && (*holder)->id != change.group)
        return refuse(ProblemType::AlreadyExists, u"Another group has this name."_s, (*holder)->id);
    const auto known = statesNow(store, targets);
    return known ? Expected<void>() : std::unexpected(known.error());
}

Expected<void> keepGroup(store::Transaction &transaction, const StoredChange &stored, qint64 cursor)
{
    const auto &change = std::get<ChangeGroupParameters>(stored.change.parameters);
    store::GroupRow row{.id = change.group,
                        .version = change.version,
                        .digest = {},
                        .definition = {},
                        .name = {},
                        .memberCount = {},
                        .change = stored.row.id,
                        .changedAt = stored.row.executed->time,
                        .cursor = cursor};
    const auto group = change.after(stored.targets);
    if (!group)
        return transaction.groups.put(row, {});
    row.digest = group->digest();
    row.definition = json::canonical(group->definition.toJson());
    row.name = enigm::changes::groupNameKey(group->definition.name);
    if (group->isStatic())
        row.memberCount = static_cast<qint64>(group->members.size());
    return transaction.groups.put(row, group->members);
}

} // namespace enigm::controlplane::changes
