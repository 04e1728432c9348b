#include "app/enigmctl/devices/DeviceCommands.h"

#include "api-client/devices/DeviceClient.h"
#include "app/enigmctl/changes/ChangeSubmission.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/devices/DeviceWords.h"
#include "app/enigmctl/devices/PostureWords.h"
#include "app/enigmctl/groups/GroupCommands.h"
#include "contract/fleet/DeviceTransition.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 largestPage = 1000;
constexpr qint64 mostListed = 1'000'000;
constexpr qint64 usuallyListed = 1000;
constexpr qint64 usuallyTold = 100;

std::expected<client::DeviceFilter, Failure> filterOf(const Invocation &line)
{
    client::DeviceFilter filter{.states = {}, .text = line.value("text"_L1).value_or(QString())};
    for (const QString &word : line.values("state"_L1)) {
        const auto state = fleet::deviceStateFromWord(word);
        if (!state)
            return misused(u"'%1' is not a state of a device."_s.arg(word), u"--state"_s);
        filter.states.push_back(*state);
    }
    return filter;
}

client::Task<std::expected<changes::TargetSet, Failure>> targetsOf(Context &context, Connection &connection)
{
    auto leaves = co_await leavesOf(context.invocation.arguments(), connection);
    if (!leaves)
        co_return std::unexpected(leaves.error());
    auto targets = changes::TargetSet::make(std::move(*leaves));
    if (!targets)
        co_return std::unexpected(Failure(targets.error()));
    co_return std::move(*targets);
}

std::expected<changes::Parameters, Failure> parametersFor(const Invocation &line, const QString &action)
{
    if (action != fleet::toAction(fleet::DeviceAct::Reactivate))
        return changes::NoParameters{};
    const QString word = line.value("to"_L1).value_or(u"trusted"_s);
    const auto state = fleet::deviceStateFromWord(word);
    if (!state)
        return misused(u"trusted or restricted is expected."_s, u"--to"_s);
    return changes::ReactivateParameters{.to = *state};
}

} // namespace

std::expected<fleet::DeviceHandle, Failure> handleOf(const QString &text)
{
    auto handle = fleet::DeviceHandle::parseTyped(text);
    if (!handle)
        return misused(handle.error().detail, text);
    return *handle;
}

client::Task<std::expected<std::vector<changes::TargetLeaf>, Failure>> leavesOf(QStringList handles,
                                                                                Connection &connection)
{
    client::DeviceClient devices(connection.session());
    std::vector<changes::TargetLeaf> leaves;
    for (const QString &text : handles) {
        const auto handle = handleOf(text);
        if (!handle)
            co_return std::unexpected(handle.error());
        const auto detail = co_await devices.device(*handle);
        if (!detail)
            co_return std::unexpected(Failure(detail.error().under(text)));
        leaves.push_back({.handle = detail->device.handle, .key = detail->device.key, .state = detail->device.state});
    }
    co_return leaves;
}

client::Task<Result> listDevices(Context &context, Connection &connection)
{
    auto filter = filterOf(context.invocation);
    if (!filter)
        co_return std::unexpected(filter.error());
    if (const auto group = context.invocation.value("group"_L1)) {
        auto id = co_await groupIdOf(*group, connection);
        if (!id)
            co_return std::unexpected(id.error());
        filter->group = std::move(*id);
    }
    const auto limit = context.invocation.number("limit"_L1, 1, mostListed, usuallyListed);
    if (!limit)
        co_return std::unexpected(limit.error());
    client::DeviceClient client(connection.session());
    std::vector<client::Device> devices;
    QString after;
    for (;;) {
        const qint64 left = *limit - static_cast<qint64>(devices.size());
        auto page = co_await client.page(*filter, after, static_cast<int>(std::min(left, largestPage)));
        if (!page)
            co_return std::unexpected(Failure(page.error()));
        std::ranges::move(page->devices, std::back_inserter(devices));
        if (!page->next || page->devices.empty() || static_cast<qint64>(devices.size()) >= *limit)
            co_return describeDevices(devices, page->total);
        after = *page->next;
    }
}

client::Task<Result> showDevice(Context &context, Connection &connection)
{
    const auto handle = handleOf(context.invocation.arguments().constFirst());
    if (!handle)
        co_return std::unexpected(handle.error());
    client::DeviceClient client(connection.session());
    const auto detail = co_await client.device(*handle);
    if (!detail)
        co_return std::unexpected(Failure(detail.error()));
    co_return describeDevice(*detail);
}

client::Task<Result> tellDevice(Context &context, Connection &connection)
{
    const auto handle = handleOf(context.invocation.arguments().constFirst());
    if (!handle)
        co_return std::unexpected(handle.error());
    const auto limit = context.invocation.number("limit"_L1, 1, mostListed, usuallyTold);
    if (!limit)
        co_return std::unexpected(limit.error());
    client::DeviceClient client(connection.session());
    std::vector<client::DeviceEvent> events;
    QString after;
    for (;;) {
        const qint64 left = *limit - static_cast<qint64>(events.size());
        auto page = co_await client.timeline(*handle, after, static_cast<int>(std::min(left, largestPage)));
        if (!page)
            co_return std::unexpected(Failure(page.error()));
        std::ranges::move(page->events, std::back_inserter(events));
        if (!page->next || page->events.empty() || static_cast<qint64>(events.size()) >= *limit)
            co_return describeEvents(events);
        after = *page->next;
    }
}

client::Task<Result> askForDevices(Context &context, Connection &connection)
{
    // The command "device revoke" asks for the action device.revoke.
    const QString action = QString(context.invocation.command()->name).replace(u' ', u'.');
    auto parameters = parametersFor(context.invocation, action);
    if (!parameters)
        co_return std::unexpected(parameters.error());
    auto targets = co_await targetsOf(context, connection);
    if (!targets)
        co_return std::unexpected(targets.error());
    client::ChangeDraft draft;
    draft.action = action;
    draft.targets = std::move(*targets);
    draft.parameters = std::move(*parameters);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace enigm::ctl
