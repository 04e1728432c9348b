#include "api-client/devices/DeviceClient.h"

#include "contract/enrollment/Members.h"
#include "contract/fleet/DeviceTransition.h"
#include "contract/json/ObjectReader.h"

#include <algorithm>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

Expected<fleet::DeviceState> readState(const json::Value &value, const QString &pointer)
{
    if (value.kind() == json::Value::Kind::Text) {
        if (const auto state = fleet::deviceStateFromWord(value.text()))
            return *state;
    }
    return refuse(ProblemType::OutOfRange, u"This is not a state of a device."_s, pointer);
}

Expected<fleet::DeviceHandle> readHandle(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A handle is a text."_s, pointer);
    auto handle = fleet::DeviceHandle::parse(value.text());
    if (!handle)
        return std::unexpected(handle.error().under(pointer));
    return handle;
}

/// YYYYMM, as the Android patch levels have it.
std::optional<int> readPatch(json::ObjectReader &reader)
{
    constexpr qint64 last = 999'912;
    const auto patch = reader.integerOrNull("patch"_L1);
    if (patch && *patch >= 0 && *patch <= last)
        return static_cast<int>(*patch);
    if (patch)
        reader.fail({ProblemType::OutOfRange, u"This is not a patch level."_s, reader.pointerTo("patch"_L1)});
    return std::nullopt;
}

/// Reads the members of the OpenAPI schema Device and leaves the others to the caller.
Device readDeviceMembers(json::ObjectReader &reader)
{
    return {.handle = reader.with("handle"_L1, readHandle),
            .key = reader.text("key"_L1),
            .state = reader.with("state"_L1, readState),
            .attestation = reader.text("attestation"_L1),
            .attested = reader.integer("attested"_L1),
            .attestationAsked = reader.integerOrNull("attestation_asked"_L1),
            .patch = readPatch(reader),
            .securityLevel = reader.text("security_level"_L1),
            .simulated = reader.boolean("simulated"_L1),
            .enrolled = reader.integer("enrolled"_L1),
            .lastSeen = reader.integerOrNull("last_seen"_L1),
            .joins = reader.with("joins"_L1, enrollment::parseIdOrNull)};
}

Expected<Device> readDevice(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Device device = readDeviceMembers(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return device;
}

Expected<DeviceHistoryItem> readHistoryItem(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DeviceHistoryItem item{.index = reader.integer("index"_L1),
                           .time = reader.integer("time"_L1),
                           .action = reader.text("action"_L1),
                           .change = reader.text("change"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return item;
}

Expected<fleet::CommandState> readCommandState(const json::Value &value, const QString &pointer)
{
    if (value.kind() == json::Value::Kind::Text) {
        if (const auto state = fleet::commandStateFromWord(value.text()))
            return *state;
    }
    return refuse(ProblemType::OutOfRange, u"This is not a state of a command."_s, pointer);
}

Expected<std::optional<ProblemType>> readProblem(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<ProblemType>();
    if (value.kind() == json::Value::Kind::Text) {
        if (const auto problem = problemTypeOf(value.text()))
            return problem;
    }
    return refuse(ProblemType::OutOfRange, u"This is not the name of a problem."_s, pointer);
}

/// Reads the members of the OpenAPI schema DeviceCommand and leaves the others to the caller.
DeviceCommand readCommandMembers(json::ObjectReader &reader)
{
    return {.execution = reader.integer("execution"_L1),
            .action = reader.text("action"_L1),
            .change = reader.text("change"_L1),
            .state = reader.with("state"_L1, readCommandState),
            .queued = reader.integer("queued"_L1),
            .obeyBy = reader.integer("obey_by"_L1),
            .delivered = reader.integerOrNull("delivered"_L1),
            .answered = reader.integerOrNull("answered"_L1),
            .problem = reader.with("problem"_L1, readProblem)};
}

Expected<DeviceCommand> readCommand(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DeviceCommand command = readCommandMembers(reader);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return command;
}

Expected<ChangeCommand> readChangeCommand(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    ChangeCommand command{.handle = reader.with("handle"_L1, readHandle), .command = readCommandMembers(reader)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return command;
}

Expected<std::vector<ChangeCommand>> readChangeCommands(const json::Value &value)
{
    json::ObjectReader reader(value);
    std::vector<ChangeCommand> commands = reader.list("items"_L1, readChangeCommand);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return commands;
}

Expected<std::optional<ReportedPosture>> readPosture(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<ReportedPosture>();
    json::ObjectReader reader(value, pointer);
    ReportedPosture posture{.report = reader.with("report"_L1, reports::Posture::fromJson),
                            .entry = reader.integer("entry"_L1),
                            .changed = reader.integer("changed"_L1),
                            .reported = reader.integer("reported"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(std::move(posture));
}

Expected<std::optional<ConfirmedPolicies>> readPolicies(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<ConfirmedPolicies>();
    json::ObjectReader reader(value, pointer);
    ConfirmedPolicies policies{.report = reader.with("report"_L1, reports::HeldPolicies::fromJson),
                               .entry = reader.integer("entry"_L1),
                               .changed = reader.integer("changed"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return std::optional(std::move(policies));
}

Expected<std::optional<policy::PolicyState>> readPolicyState(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<policy::PolicyState>();
    if (value.kind() == json::Value::Kind::Text) {
        if (const auto state = policy::fromWord<policy::PolicyState>(value.text()))
            return state;
    }
    return refuse(ProblemType::OutOfRange, u"The policies of no device stand so."_s, pointer);
}

Expected<fleet::DeviceEventKind> readKind(const json::Value &value, const QString &pointer)
{
    if (value.kind() == json::Value::Kind::Text) {
        if (const auto kind = fleet::deviceEventKindFromWord(value.text()))
            return *kind;
    }
    return refuse(ProblemType::OutOfRange, u"Nothing of this kind happens to a device."_s, pointer);
}

Expected<std::optional<reports::Posture>> readPostureOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<reports::Posture>();
    auto posture = reports::Posture::fromJson(value, pointer);
    if (!posture)
        return std::unexpected(posture.error());
    return std::optional(std::move(*posture));
}

Expected<DeviceEvent> readEvent(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DeviceEvent event{.kind = reader.with("kind"_L1, readKind),
                      .time = reader.integer("time"_L1),
                      .entry = reader.integerOrNull("entry"_L1),
                      .action = reader.textOrNull("action"_L1).value_or(QString()),
                      .change = reader.textOrNull("change"_L1).value_or(QString()),
                      .state = reader.textOrNull("state"_L1).value_or(QString()),
                      .problem = reader.with("problem"_L1, readProblem),
                      .posture = reader.with("posture"_L1, readPostureOrNull)};
    const bool isPosture = event.kind == fleet::DeviceEventKind::Posture;
    if (!reader.hasFailed() && isPosture != event.posture.has_value())
        reader.fail({ProblemType::OutOfRange, u"What was reported, and nothing else, has a posture."_s,
                     reader.pointerTo("posture"_L1)});
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return event;
}

Expected<DeviceEventPage> readEventPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    DeviceEventPage page{.events = reader.list("items"_L1, readEvent), .next = reader.textOrNull("next"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

Expected<DevicePage> readPage(const json::Value &value)
{
    json::ObjectReader reader(value);
    DevicePage page{.devices = reader.list("items"_L1, readDevice),
                    .next = reader.textOrNull("next"_L1),
                    .total = reader.integer("total"_L1),
                    .etag = {},
                    .notModified = false};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return page;
}

Expected<DeviceDetail> readDetail(const json::Value &value)
{
    json::ObjectReader reader(value);
    DeviceDetail detail{.device = readDeviceMembers(reader),
                        .attestationFacts = reader.value("attestation_facts"_L1),
                        .posture = reader.with("posture"_L1, readPosture),
                        .policies = reader.with("policies"_L1, readPolicies),
                        .policyState = reader.with("policy_state"_L1, readPolicyState),
                        .commands = reader.list("commands"_L1, readCommand),
                        .history = reader.list("history"_L1, readHistoryItem),
                        .waiting = reader.texts("waiting"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return detail;
}

Expected<DeviceSummary> readSummary(const json::Value &value)
{
    json::ObjectReader reader(value);
    const json::Value states = reader.value("states"_L1);
    DeviceSummary summary{.states = {}, .total = reader.integer("total"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    json::ObjectReader counts(states, u"/states"_s);
    for (const fleet::DeviceState state : fleet::allDeviceStates())
        summary.states.insert(state, counts.integer(fleet::toWord(state)));
    if (const auto done = counts.finish(); !done)
        return std::unexpected(done.error());
    return summary;
}

} // namespace

qint64 DeviceCommand::since() const
{
    switch (state) {
    case fleet::CommandState::Queued:
        return queued;
    case fleet::CommandState::Delivered:
    case fleet::CommandState::Cancelled:
        return delivered.value_or(queued);
    case fleet::CommandState::Acknowledged:
    case fleet::CommandState::Refused:
        return answered.value_or(queued);
    case fleet::CommandState::Expired:
        return obeyBy;
    }
    Q_UNREACHABLE();
}

const DeviceCommand *endOf(const DeviceDetail &detail)
{
    const auto end = std::ranges::find_if(detail.commands,
                                          [](const DeviceCommand &command) { return fleet::isEnding(command.action); });
    return end == detail.commands.end() ? nullptr : &*end;
}

DeviceClient::DeviceClient(Session &session)
    : m_session(session)
{}

Task<Expected<DevicePage>> DeviceClient::page(DeviceFilter filter, QString after, int limit, QByteArray etag)
{
    ApiRequest request{.path = u"/v1/devices"_s, .etag = std::move(etag)};
    QStringList states;
    for (const fleet::DeviceState state : filter.states)
        states.append(fleet::toWord(state));
    if (!states.isEmpty())
        request.query.addQueryItem(u"state"_s, states.join(u','));
    if (!filter.text.isEmpty())
        request.query.addQueryItem(u"text"_s, QString::fromLatin1(QUrl::toPercentEncoding(filter.text)));
    if (!filter.group.isEmpty())
        request.query.addQueryItem(u"group"_s, filter.group);
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->isNotModified())
        co_return DevicePage{.devices = {}, .next = {}, .total = 0, .etag = reply->etag, .notModified = true};
    auto page = andThen(reply->json(), readPage);
    if (page)
        page->etag = reply->etag;
    co_return page;
}

Task<Expected<DeviceDetail>> DeviceClient::device(fleet::DeviceHandle handle)
{
    ApiRequest request{.path = u"/v1/devices/"_s + handle.text()};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readDetail);
}

Task<Expected<DeviceEventPage>> DeviceClient::timeline(fleet::DeviceHandle handle, QString after, int limit)
{
    ApiRequest request{.path = u"/v1/devices/%1/timeline"_s.arg(handle.text())};
    if (!after.isEmpty())
        request.query.addQueryItem(u"after"_s, after);
    request.query.addQueryItem(u"limit"_s, QString::number(limit));
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readEventPage);
}

Task<Expected<DeviceSummary>> DeviceClient::summary()
{
    ApiRequest request{.path = u"/v1/devices/summary"_s};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readSummary);
}

Task<Expected<std::vector<ChangeCommand>>> DeviceClient::commandsOf(QString change)
{
    ApiRequest request{.path = u"/v1/changes/%1/commands"_s.arg(change)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readChangeCommands);
}

} // namespace enigm::client
