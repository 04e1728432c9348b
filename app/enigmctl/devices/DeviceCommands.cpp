#include "app/enigmctl/devices/DeviceCommands.h"

#include "api-client/devices/DeviceClient.h"
#include "api-client/enrollment/AttestationClient.h"
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

client::Task<std::expected<std::vector<client::Device>, Failure>> devicesOf(QStringList handles, Connection &connection)
{
    client::DeviceClient client(connection.session());
    std::vector<client::Device> devices;
    for (const QString &text : handles) {
        const auto handle = handleOf(text);
        if (!handle)
            co_return std::unexpected(handle.error());
        auto detail = co_await client.device(*handle);
        if (!detail)
            co_return std::unexpected(Failure(detail.error().under(text)));
        devices.push_back(std::move(detail->device));
    }
    co_return devices;
}

std::vector<changes::TargetLeaf> leavesOf(const std::vector<client::Device> &devices)
{
    std::vector<changes::TargetLeaf> leaves;
    for (const client::Device &device : devices)
        leaves.push_back(device.leaf());
    return leaves;
}

std::expected<changes::Parameters, Failure> reactivation(const Invocation &line)
{
    const QString word = line.value("to"_L1).value_or(u"trusted"_s);
    const auto state = fleet::deviceStateFromWord(word);
    if (!state)
        return misused(u"trusted or restricted is expected."_s, u"--to"_s);
    return changes::ReactivateParameters{.to = *state};
}

/// Into the group that was named, or else the one that the devices' enrolment profiles are for.
client::Task<std::expected<changes::Parameters, Failure>> admission(Context &context, Connection &connection,
                                                                    const std::vector<client::Device> &devices)
{
    if (context.invocation.has("no-group"_L1))
        co_return changes::NoParameters{};
    if (const auto named = context.invocation.value("group"_L1)) {
        auto id = co_await groupIdOf(*named, connection);
        if (!id)
            co_return std::unexpected(id.error());
        co_return changes::AdmitParameters{.group = std::move(*id)};
    }
    const std::optional<QString> &group = devices.front().joins;
    const bool isOne =
        std::ranges::all_of(devices, [&group](const client::Device &each) { return each.joins == group; });
    if (!isOne)
        co_return misused(u"These devices enrolled for different groups. Name one, or ask for them apart."_s,
                          u"--group"_s);
    if (!group)
        co_return changes::NoParameters{};
    co_return changes::AdmitParameters{.group = *group};
}

client::Task<std::expected<changes::Parameters, Failure>> parametersFor(Context &context, Connection &connection,
                                                                        const QString &action,
                                                                        const std::vector<client::Device> &devices)
{
    if (action == fleet::toAction(fleet::DeviceAct::Reactivate))
        co_return reactivation(context.invocation);
    if (action == fleet::toAction(fleet::DeviceAct::Admit)) {
        auto parameters = co_await admission(context, connection, devices);
        co_return parameters;
    }
    co_return changes::NoParameters{};
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
    const auto devices = co_await devicesOf(std::move(handles), connection);
    if (!devices)
        co_return std::unexpected(devices.error());
    co_return leavesOf(*devices);
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

namespace {

client::Task<std::expected<std::vector<fleet::DeviceHandle>, Failure>> devicesOfGroup(QString group,
                                                                                      Connection &connection)
{
    auto id = co_await groupIdOf(std::move(group), connection);
    if (!id)
        co_return std::unexpected(id.error());
    client::DeviceFilter filter;
    filter.group = std::move(*id);
    client::DeviceClient client(connection.session());
    std::vector<fleet::DeviceHandle> handles;
    QString after;
    for (;;) {
        const auto page = co_await client.page(filter, after, static_cast<int>(largestPage));
        if (!page)
            co_return std::unexpected(Failure(page.error()));
        for (const client::Device &device : page->devices)
            handles.push_back(device.handle);
        if (!page->next || page->devices.empty())
            co_return handles;
        after = *page->next;
    }
}

client::Task<std::expected<std::vector<fleet::DeviceHandle>, Failure>> devicesToAttest(Context &context,
                                                                                       Connection &connection)
{
    const Invocation &line = context.invocation;
    const auto group = line.value("group"_L1);
    if (group.has_value() == !line.arguments().isEmpty())
        co_return misused(u"Either devices or a group are named."_s, u"HANDLE"_s);
    if (group) {
        auto members = co_await devicesOfGroup(*group, connection);
        co_return members;
    }
    std::vector<fleet::DeviceHandle> handles;
    for (const QString &text : line.arguments()) {
        const auto handle = handleOf(text);
        if (!handle)
            co_return std::unexpected(handle.error());
        handles.push_back(*handle);
    }
    co_return handles;
}

json::Array textsOf(const std::vector<fleet::DeviceHandle> &handles)
{
    json::Array texts;
    for (const fleet::DeviceHandle &handle : handles)
        texts.emplace_back(handle.text());
    return texts;
}

} // namespace

client::Task<Result> askForAttestation(Context &context, Connection &connection)
{
    const auto handles = co_await devicesToAttest(context, connection);
    if (!handles)
        co_return std::unexpected(handles.error());
    client::AttestationClient client(connection.session());
    client::AskedForAttestation asked;
    const auto most = static_cast<std::ptrdiff_t>(client::AttestationClient::mostDevices);
    for (auto from = handles->begin(); from != handles->end();) {
        const auto until = from + std::min(most, handles->end() - from);
        std::vector<fleet::DeviceHandle> some(from, until);
        const auto part = co_await client.ask(std::move(some));
        if (!part)
            co_return std::unexpected(Failure(part.error()));
        asked.asked.insert(asked.asked.end(), part->asked.begin(), part->asked.end());
        asked.passedOver.insert(asked.passedOver.end(), part->passedOver.begin(), part->passedOver.end());
        from = until;
    }
    co_return Answer{
        .document = json::Object{{"asked"_L1, textsOf(asked.asked)}, {"passed_over"_L1, textsOf(asked.passedOver)}},
        .text = u"%1 devices will be told at their next check-in; none has answered yet. %2 are not served.\n"_s
                    .arg(asked.asked.size())
                    .arg(asked.passedOver.size())};
}

client::Task<Result> askForDevices(Context &context, Connection &connection)
{
    // The command "device revoke" asks for the action device.revoke.
    const QString action = QString(context.invocation.command()->name).replace(u' ', u'.');
    const auto devices = co_await devicesOf(context.invocation.arguments(), connection);
    if (!devices)
        co_return std::unexpected(devices.error());
    auto parameters = co_await parametersFor(context, connection, action, *devices);
    if (!parameters)
        co_return std::unexpected(parameters.error());
    auto targets = changes::TargetSet::make(leavesOf(*devices));
    if (!targets)
        co_return std::unexpected(Failure(targets.error()));
    client::ChangeDraft draft;
    draft.action = action;
    draft.targets = std::move(*targets);
    draft.parameters = std::move(*parameters);
    auto result = co_await submitChange(context, connection, std::move(draft));
    co_return result;
}

} // namespace enigm::ctl
