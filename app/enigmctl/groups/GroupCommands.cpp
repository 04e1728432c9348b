#include "app/enigmctl/groups/GroupCommands.h"

#include "api-client/groups/GroupClient.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/devices/DeviceCommands.h"
#include "app/enigmctl/groups/GivenRule.h"
#include "app/enigmctl/output/GroupWords.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/encoding/GivenName.h"
#include "contract/encoding/Uuid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using changes::ChangeGroupParameters;
using changes::GroupDefinition;
using Leaves = std::vector<changes::TargetLeaf>;
template <typename T>
using Found = std::expected<T, Failure>;

/// What the line says of a group's devices: which it lists, or by which rule they are found.
struct Given
{
    std::optional<fleet::GroupRule> rule;
    QStringList added;
    QStringList dropped;
};

Found<Given> given(const Invocation &line)
{
    auto rule = givenRule(line);
    if (!rule)
        return std::unexpected(rule.error());
    Given result{.rule = std::move(*rule), .added = line.values("device"_L1), .dropped = line.values("drop"_L1)};
    if (result.rule && !(result.added.isEmpty() && result.dropped.isEmpty()))
        return misused(u"A group lists its devices or finds them by a rule, and not both."_s, u"--device"_s);
    return result;
}

Found<std::vector<fleet::DeviceHandle>> handlesOf(const QStringList &texts)
{
    std::vector<fleet::DeviceHandle> handles;
    for (const QString &text : texts) {
        auto handle = fleet::DeviceHandle::parseTyped(text);
        if (!handle)
            return misused(handle.error().detail, text);
        handles.push_back(std::move(*handle));
    }
    return handles;
}

/// `before` without the devices that are dropped, which must be in it.
Found<Leaves> without(Leaves before, const QStringList &dropped)
{
    const auto handles = handlesOf(dropped);
    if (!handles)
        return std::unexpected(handles.error());
    for (const fleet::DeviceHandle &handle : *handles) {
        if (std::erase_if(before, [&handle](const changes::TargetLeaf &leaf) { return leaf.handle == handle; }) == 0)
            return misused(u"The group does not list this device."_s, handle.text());
    }
    return before;
}

/// What the group will list.
client::Task<Found<Leaves>> listedAfter(changes::DeviceGroup before, Given said, Connection &connection)
{
    client::GroupClient client(connection.session());
    Expected<Leaves> present;
    if (before.isStatic())
        present = co_await client.leaves(before.id);
    if (!present)
        co_return std::unexpected(Failure(present.error()));
    auto leaves = without(std::move(*present), said.dropped);
    if (!leaves)
        co_return leaves;
    auto added = co_await leavesOf(said.added, connection);
    if (!added)
        co_return added;
    std::ranges::move(*added, std::back_inserter(*leaves));
    co_return leaves;
}

client::Task<Result> submitGroup(Context &context, Connection &connection, ChangeGroupParameters parameters,
                                 Leaves leaves)
{
    auto targets = changes::TargetSet::make(std::move(leaves));
    if (!targets)
        co_return std::unexpected(Failure(targets.error()));
    if (parameters.definition && parameters.definition->rule) {
        client::GroupClient client(connection.session());
        const auto count = co_await client.count(*parameters.definition->rule);
        if (!count)
            co_return std::unexpected(Failure(count.error()));
        context.terminal.say(u"  devices that the rule finds now: %1"_s.arg(*count));
    }
    client::ChangeDraft draft;
    draft.action = changes::groupChange;
    draft.targets = std::move(*targets);
    draft.parameters = std::move(parameters);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

Found<GroupDefinition> checked(GroupDefinition definition)
{
    if (const auto sound = changes::checkGroupName(definition.name); !sound)
        return misused(sound.error().detail, u"NAME"_s);
    return definition;
}

client::Task<Found<client::GroupDetail>> namedGroup(Context &context, Connection &connection)
{
    const auto id = co_await groupIdOf(context.invocation.arguments().constFirst(), connection);
    if (!id)
        co_return std::unexpected(id.error());
    client::GroupClient client(connection.session());
    auto detail = co_await client.group(*id);
    if (!detail)
        co_return std::unexpected(Failure(detail.error()));
    co_return std::move(*detail);
}

} // namespace

client::Task<Found<QString>> groupIdOf(QString typed, Connection &connection)
{
    if (encoding::parseUuid7(typed))
        co_return typed;
    client::GroupClient client(connection.session());
    const auto groups = co_await client.all();
    if (!groups)
        co_return std::unexpected(Failure(groups.error()));
    for (const client::ListedGroup &group : *groups) {
        if (encoding::givenNameKey(group.definition.name) == encoding::givenNameKey(typed))
            co_return group.id;
    }
    co_return std::unexpected(Failure(Problem{ProblemType::NotFound, u"No group has this name."_s, typed}));
}

client::Task<Result> listGroups(Context &, Connection &connection)
{
    client::GroupClient client(connection.session());
    const auto groups = co_await client.all();
    if (!groups)
        co_return std::unexpected(Failure(groups.error()));
    co_return describeGroups(*groups);
}

client::Task<Result> showGroup(Context &context, Connection &connection)
{
    const auto detail = co_await namedGroup(context, connection);
    if (!detail)
        co_return std::unexpected(detail.error());
    co_return describeGroup(*detail);
}

client::Task<Result> createGroup(Context &context, Connection &connection)
{
    auto said = given(context.invocation);
    if (!said)
        co_return std::unexpected(said.error());
    auto definition = checked({.name = context.invocation.arguments().constFirst(), .rule = std::move(said->rule)});
    if (!definition)
        co_return std::unexpected(definition.error());
    auto leaves = co_await leavesOf(said->added, connection);
    if (!leaves)
        co_return std::unexpected(leaves.error());
    const QString id = encoding::makeUuid7(context.clock.nowMilliseconds());
    auto parameters = ChangeGroupParameters::creating(id, std::move(*definition));
    auto result = co_await submitGroup(context, connection, std::move(parameters), std::move(*leaves));
    co_return result;
}

client::Task<Result> changeGroup(Context &context, Connection &connection)
{
    auto said = given(context.invocation);
    if (!said)
        co_return std::unexpected(said.error());
    const auto before = co_await namedGroup(context, connection);
    if (!before)
        co_return std::unexpected(before.error());
    const changes::DeviceGroup &group = before->group;
    const bool listsDevices = !said->added.isEmpty() || !said->dropped.isEmpty();
    GroupDefinition after = group.definition;
    after.name = context.invocation.value("name"_L1).value_or(after.name);
    if (said->rule || listsDevices)
        after.rule = said->rule;
    auto definition = checked(std::move(after));
    if (!definition)
        co_return std::unexpected(definition.error());
    Leaves leaves;
    if (!definition->rule) {
        auto listed = co_await listedAfter(group, *said, connection);
        if (!listed)
            co_return std::unexpected(listed.error());
        leaves = std::move(*listed);
    }
    auto parameters = ChangeGroupParameters::changing(group, std::move(*definition));
    auto result = co_await submitGroup(context, connection, std::move(parameters), std::move(leaves));
    co_return result;
}

client::Task<Result> removeGroup(Context &context, Connection &connection)
{
    const auto before = co_await namedGroup(context, connection);
    if (!before)
        co_return std::unexpected(before.error());
    auto parameters = ChangeGroupParameters::removing(before->group);
    auto result = co_await submitGroup(context, connection, std::move(parameters), Leaves());
    co_return result;
}

} // namespace enigm::ctl
