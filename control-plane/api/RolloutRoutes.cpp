#include "control-plane/api/RolloutRoutes.h"

#include "contract/changes/TargetSet.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"
#include "control-plane/api/PageQuery.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::fleet::DeviceHandle;
using enigm::ota::RolloutPlan;
using enigm::ota::UpdateState;
using ota::RolloutService;

namespace {

constexpr qint64 mostNumber = (qint64(1) << 53) - 1;

/// So many handles, quoted, with a comma behind each.
constexpr json::Limits membersLimits{
    .depth = 3, .bytes = static_cast<qsizetype>(RolloutService::mostMembers) * (DeviceHandle::textLength + 3) + 1'024};

/// The devices of a group, or those that are named.
struct Members
{
    std::optional<QString> group;
    std::vector<DeviceHandle> handles;
};

Expected<Members> membersOf(const http::Request &request)
{
    const auto body = json::parse(request.body, membersLimits);
    if (!body)
        return std::unexpected(body.error());
    if (body->kind() == json::Value::Kind::Object && body->object().find(u"group"_s)) {
        json::ObjectReader reader(*body);
        Members members{.group = reader.uuid("group"_L1), .handles = {}};
        if (const auto done = reader.finish(); !done)
            return std::unexpected(done.error());
        return members;
    }
    json::ObjectReader reader(*body);
    Members members{.group = {}, .handles = reader.list("handles"_L1, enigm::changes::parseConsoleHandle)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return members;
}

Expected<std::optional<qint64>> numberOf(const http::Query &query, const QString &name, qint64 least, qint64 most)
{
    if (!query.value(name))
        return std::optional<qint64>();
    const auto number = query.integer(name, least, most, least);
    if (!number)
        return std::unexpected(number.error());
    return std::optional(*number);
}

Expected<std::optional<UpdateState>> stateOf(const http::Query &query)
{
    const auto word = query.value(u"state"_s);
    if (!word)
        return std::optional<UpdateState>();
    const auto state = enigm::ota::fromWord<UpdateState>(*word);
    if (!state)
        return refuse(ProblemType::OutOfRange, u"No device of a rollout is in such a state."_s, u"state"_s);
    return state;
}

/// A plan of which people are told how many devices it has: read as strictly as when it is signed.
Expected<RolloutPlan> planOf(const http::Request &request)
{
    const auto body = bodyOf(request);
    if (!body)
        return std::unexpected(body.error());
    json::ObjectReader reader(*body);
    auto plan = reader.with("plan"_L1, RolloutPlan::fromJson);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return plan;
}

} // namespace

RolloutRoutes::RolloutRoutes(const Parts &parts)
    : m_parts(parts)
{}

Routes RolloutRoutes::routes()
{
    using WritePointer = std::shared_ptr<PendingWrite>;
    using Handler = Expected<http::Response> (RolloutRoutes::*)(const http::Request &) const;
    const auto handle = [this](Handler handler) {
        return m_parts.guard.reading([this, handler](const http::Request &request, const identity::Caller &) {
            return (this->*handler)(request);
        });
    };
    const auto get = [&handle](QString path, Handler handler) {
        return http::Route{.method = "GET"_ba, .path = std::move(path), .handler = handle(handler)};
    };
    auto members = m_parts.guard.writing(
        [this](const http::Request &request, const WritePointer &write) { keepMembers(request, write); });
    // Pages of devices, previews and lists of members look at more devices than the I/O thread has time for.
    return {get(u"/v1/rollouts"_s, &RolloutRoutes::page),
            get(u"/v1/rollouts/{rollout}"_s, &RolloutRoutes::detail),
            get(u"/v1/rollouts/{rollout}/events"_s, &RolloutRoutes::events),
            {.method = "GET"_ba,
             .path = u"/v1/rollouts/{rollout}/devices"_s,
             .handler = http::onWorkers(m_parts.workers, handle(&RolloutRoutes::devices))},
            {.method = "POST"_ba,
             .path = u"/v1/rollouts/preview"_s,
             .handler = http::onWorkers(m_parts.workers, handle(&RolloutRoutes::preview)),
             .mediaTypes = {"application/json"_ba}},
            {.method = "POST"_ba,
             .path = u"/v1/rollouts/members"_s,
             .handler = http::onWorkers(m_parts.workers, std::move(members)),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = membersLimits.bytes}};
}

Expected<http::Response> RolloutRoutes::page(const http::Request &request) const
{
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page = m_parts.reader.page(asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> RolloutRoutes::detail(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto record = m_parts.reader.record(request.parameter(u"rollout"));
    if (!record)
        return std::unexpected(record.error());
    return http::Response::json(record->toJson());
}

Expected<http::Response> RolloutRoutes::devices(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"after", u"group", u"limit", u"state"}); !known)
        return std::unexpected(known.error());
    const auto limit = limitOf(query);
    const auto group = numberOf(query, u"group"_s, 0, static_cast<qint64>(RolloutPlan::mostGroups) - 1);
    const auto state = stateOf(query);
    if (!limit || !group || !state)
        return std::unexpected(!limit ? limit.error() : !group ? group.error() : state.error());
    const auto page = m_parts.reader.devices(request.parameter(u"rollout"), {.place = *group, .state = *state},
                                             query.value(u"after"_s).value_or(QString()), *limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> RolloutRoutes::events(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"before", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto limit = limitOf(query);
    const auto before = numberOf(query, u"before"_s, 1, mostNumber);
    if (!limit || !before)
        return std::unexpected(!limit ? limit.error() : before.error());
    const auto page = m_parts.reader.events(request.parameter(u"rollout"), *before, *limit);
    if (!page)
        return std::unexpected(page.error());
    return http::Response::json(page->toJson());
}

Expected<http::Response> RolloutRoutes::preview(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto plan = planOf(request);
    if (!plan)
        return std::unexpected(plan.error());
    const auto preview = m_parts.reader.preview(*plan);
    if (!preview)
        return std::unexpected(preview.error());
    return http::Response::json(preview->toJson());
}

void RolloutRoutes::keepMembers(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    if (!write->caller().roles.has(operators::Role::ReleaseManager)) {
        m_parts.refusals.countReading(ProblemType::NotPermitted);
        return write->refuse({ProblemType::NotPermitted, u"Release managers say who a rollout is for."_s});
    }
    if (const auto known = request.target.query.only({}); !known)
        return write->refuse(known.error());
    auto members = membersOf(request);
    if (!members)
        return write->refuse(members.error());
    if (members->group) {
        auto devices = m_parts.reader.devicesOf(*members->group);
        if (!devices)
            return write->refuse(devices.error());
        members->handles = std::move(*devices);
    }
    const KeptAnswer<enigm::ota::RolloutMembers> answer(
        write, [](const enigm::ota::RolloutMembers &kept) { return http::Response::json(kept.toJson()); });
    m_parts.service.keepMembers(std::move(members->handles), members->group, answer, answer);
}

} // namespace enigm::controlplane::api
