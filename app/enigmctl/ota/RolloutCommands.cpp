#include "app/enigmctl/ota/RolloutCommands.h"

#include "api-client/ota/ReleaseClient.h"
#include "api-client/ota/RolloutClient.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/groups/GroupCommands.h"
#include "app/enigmctl/output/RolloutWords.h"
#include "app/files/FileAccess.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

template <typename T>
using Found = std::expected<T, Failure>;

constexpr qint64 mostPlanBytes = 256 * 1024;
constexpr int usualPage = 100;
constexpr int largestPage = 1000;
constexpr qint64 day = 24 * 3600;
constexpr qint64 mostDays = 180;
constexpr qint64 usualDays = 30;

Found<ota::RolloutPlan> planIn(const QString &path)
{
    const auto bytes = files::readFile(path, mostPlanBytes);
    if (!bytes)
        return std::unexpected(Failure(bytes.error(), ExitCode::Usage));
    auto plan = andThen(json::parse(*bytes),
                        [](const json::Value &value) { return ota::RolloutPlan::fromJson(value, QString()); });
    if (!plan)
        return std::unexpected(Failure(plan.error(), ExitCode::Usage));
    return std::move(*plan);
}

Found<QString> rolloutIn(const Context &context)
{
    auto id = encoding::parseUuid7(context.invocation.arguments().constFirst());
    if (!id)
        return misused(u"Name the rollout by its id; 'enigmctl rollout list' lists them."_s, u"ROLLOUT"_s);
    return std::move(*id);
}

Found<client::RolloutDeviceQuery> queryIn(const Context &context)
{
    const Invocation &line = context.invocation;
    const auto limit = line.number("limit"_L1, 1, largestPage, usualPage);
    const auto group = line.number("group-number"_L1, 0, static_cast<qint64>(ota::RolloutPlan::mostGroups) - 1, -1);
    if (!limit || !group)
        return std::unexpected(limit ? group.error() : limit.error());
    client::RolloutDeviceQuery query{.after = line.value("behind"_L1).value_or(QString()),
                                     .limit = static_cast<int>(*limit)};
    if (*group >= 0)
        query.group = *group;
    const QStringList states = line.values("state"_L1);
    if (states.size() > 1)
        return misused(u"One state of a device is asked for at a time."_s, u"--state"_s);
    if (states.isEmpty())
        return query;
    query.state = ota::fromWord<ota::UpdateState>(states.constFirst());
    if (!query.state)
        return misused(u"No device of a rollout is '%1'."_s.arg(states.constFirst()), u"--state"_s);
    return query;
}

client::Task<Result> submit(Context &context, Connection &connection, QLatin1StringView action,
                            changes::Parameters parameters, qint64 obeyWithin = 0)
{
    client::ChangeDraft draft;
    draft.action = action;
    draft.parameters = std::move(parameters);
    draft.obeyWithin = obeyWithin;
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

/// Asks that the rollout be stopped in one of the three ways.
template <typename Stop>
client::Task<Result> stop(Context &context, Connection &connection, QLatin1StringView action)
{
    auto id = rolloutIn(context);
    if (!id)
        co_return std::unexpected(id.error());
    Stop parameters;
    parameters.rollout = std::move(*id);
    auto result = co_await submit(context, connection, action, std::move(parameters));
    co_return result;
}

} // namespace

client::Task<Result> listRollouts(Context &, Connection &connection)
{
    client::RolloutClient client(connection.session());
    const auto rollouts = co_await client.all();
    if (!rollouts)
        co_return std::unexpected(Failure(rollouts.error()));
    co_return describeRollouts(*rollouts);
}

client::Task<Result> showRollout(Context &context, Connection &connection)
{
    const auto id = rolloutIn(context);
    if (!id)
        co_return std::unexpected(id.error());
    client::RolloutClient client(connection.session());
    const auto rollout = co_await client.rollout(*id);
    if (!rollout)
        co_return std::unexpected(Failure(rollout.error()));
    co_return describeRollout(*rollout);
}

client::Task<Result> listRolloutDevices(Context &context, Connection &connection)
{
    const auto id = rolloutIn(context);
    const auto query = queryIn(context);
    if (!id || !query)
        co_return std::unexpected(id ? query.error() : id.error());
    client::RolloutClient client(connection.session());
    const auto page = co_await client.devices(*id, *query);
    if (!page)
        co_return std::unexpected(Failure(page.error()));
    co_return describeRolloutDevices(*page);
}

client::Task<Result> listRolloutEvents(Context &context, Connection &connection)
{
    const auto id = rolloutIn(context);
    const auto limit = context.invocation.number("limit"_L1, 1, largestPage, usualPage);
    if (!id || !limit)
        co_return std::unexpected(id ? limit.error() : id.error());
    client::RolloutClient client(connection.session());
    const auto page = co_await client.events(*id, std::nullopt, static_cast<int>(*limit));
    if (!page)
        co_return std::unexpected(Failure(page.error()));
    co_return describeRolloutEvents(*page);
}

client::Task<Result> previewRollout(Context &context, Connection &connection)
{
    const auto plan = planIn(context.invocation.arguments().constFirst());
    if (!plan)
        co_return std::unexpected(plan.error());
    client::RolloutClient client(connection.session());
    const auto preview = co_await client.preview(*plan);
    if (!preview)
        co_return std::unexpected(Failure(preview.error()));
    co_return describePreview(*plan, *preview);
}

client::Task<Result> keepRolloutMembers(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto named = line.value("group"_L1);
    if (named.has_value() != line.arguments().isEmpty())
        co_return misused(u"Give the handles of the devices, or the group that has them."_s, u"HANDLE"_s);
    client::RolloutClient client(connection.session());
    if (named) {
        const auto group = co_await groupIdOf(*named, connection);
        if (!group)
            co_return std::unexpected(group.error());
        const auto members = co_await client.membersOfGroup(*group);
        if (!members)
            co_return std::unexpected(Failure(members.error()));
        co_return describeMembers(*members);
    }
    std::vector<fleet::DeviceHandle> handles;
    for (const QString &typed : line.arguments()) {
        auto handle = fleet::DeviceHandle::parseTyped(typed);
        if (!handle)
            co_return std::unexpected(Failure(handle.error(), ExitCode::Usage));
        handles.push_back(std::move(*handle));
    }
    const auto members = co_await client.membersByHand(std::move(handles));
    if (!members)
        co_return std::unexpected(Failure(members.error()));
    co_return describeMembers(*members);
}

client::Task<Result> startRollout(Context &context, Connection &connection)
{
    const Invocation &line = context.invocation;
    auto plan = planIn(line.arguments().constFirst());
    const auto release = line.required("release"_L1);
    const auto days = line.number("obey-days"_L1, 1, mostDays, usualDays);
    if (!plan || !release || !days)
        co_return std::unexpected(!plan ? plan.error() : !release ? release.error() : days.error());
    client::ReleaseClient releases(connection.session());
    const auto found = co_await releases.release(*release);
    if (!found)
        co_return std::unexpected(Failure(found.error()));
    changes::StartRolloutParameters parameters{.rollout = encoding::makeUuid7(context.clock.nowMilliseconds()),
                                               .release = found->id(),
                                               .manifest = found->manifest.digest(),
                                               .plan = std::move(*plan)};
    auto result = co_await submit(context, connection, changes::rolloutStart, std::move(parameters), *days * day);
    co_return result;
}

client::Task<Result> resumeRollout(Context &context, Connection &connection)
{
    const auto id = rolloutIn(context);
    if (!id)
        co_return std::unexpected(id.error());
    client::RolloutClient client(connection.session());
    const auto rollout = co_await client.rollout(*id);
    if (!rollout)
        co_return std::unexpected(Failure(rollout.error()));
    changes::ResumeRolloutParameters parameters{.rollout = *id, .standing = rollout->standing};
    auto result = co_await submit(context, connection, changes::rolloutResume, std::move(parameters));
    co_return result;
}

client::Task<Result> pauseRollout(Context &context, Connection &connection)
{
    return stop<changes::PauseRolloutParameters>(context, connection, changes::rolloutPause);
}

client::Task<Result> haltRollout(Context &context, Connection &connection)
{
    return stop<changes::HaltRolloutParameters>(context, connection, changes::rolloutHalt);
}

client::Task<Result> withdrawRollout(Context &context, Connection &connection)
{
    return stop<changes::WithdrawRolloutParameters>(context, connection, changes::rolloutWithdraw);
}

} // namespace enigm::ctl
