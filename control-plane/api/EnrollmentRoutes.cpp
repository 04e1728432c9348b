#include "control-plane/api/EnrollmentRoutes.h"

#include "contract/fleet/DeviceHandle.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"
#include "control-plane/api/PageQuery.h"
#include "control-plane/store/Reader.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

/// A thousand digests are less.
constexpr qsizetype mostProfile = 64 * 1024;

KeptAnswer<store::ProfileRow> answerTo(std::shared_ptr<PendingWrite> write, int status)
{
    return {std::move(write), [status](const store::ProfileRow &profile) {
                return http::Response::json(enrollment::toJson(profile), status);
            }};
}

} // namespace

EnrollmentRoutes::EnrollmentRoutes(const Parts &parts)
    : m_parts(parts)
{}

Routes EnrollmentRoutes::routes()
{
    using WritePointer = std::shared_ptr<PendingWrite>;
    auto list = m_parts.guard.reading(
        [this](const http::Request &request, const identity::Caller &caller) { return page(request, caller); });
    auto evidence = m_parts.guard.reading(
        [this](const http::Request &request, const identity::Caller &) { return enrollment(request); });
    auto make = m_parts.guard.writing(
        [this](const http::Request &request, const WritePointer &write) { create(request, write); });
    auto end = m_parts.guard.writing(
        [this](const http::Request &request, const WritePointer &write) { revoke(request, write); });
    return {{.method = "GET"_ba, .path = u"/v1/enrollment-profiles"_s, .handler = std::move(list)},
            {.method = "POST"_ba,
             .path = u"/v1/enrollment-profiles"_s,
             .handler = std::move(make),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostProfile},
            {.method = "DELETE"_ba, .path = u"/v1/enrollment-profiles/{id}"_s, .handler = std::move(end)},
            {.method = "GET"_ba, .path = u"/v1/devices/{handle}/enrollment"_s, .handler = std::move(evidence)}};
}

Expected<void> EnrollmentRoutes::checkCaller(const identity::Caller &caller) const
{
    if (caller.roles.has(operators::Role::Administrator))
        return {};
    m_parts.refusals.countReading(ProblemType::NotPermitted);
    return refuse(ProblemType::NotPermitted, u"Enrolment profiles are for administrators."_s);
}

Expected<http::Response> EnrollmentRoutes::page(const http::Request &request, const identity::Caller &caller) const
{
    if (const auto may = checkCaller(caller); !may)
        return std::unexpected(may.error());
    const auto asked = PageQuery::of(request.target.query);
    if (!asked)
        return std::unexpected(asked.error());
    const auto page = m_parts.profiles.page(asked->after, asked->limit);
    if (!page)
        return std::unexpected(page.error());
    json::Array items;
    for (const store::ProfileRow &profile : page->items)
        items.push_back(enrollment::toJson(profile));
    return http::Response::json(json::Object{{"device_url"_L1, m_deviceUrl},
                                             {"items"_L1, std::move(items)},
                                             {"next"_L1, page->next ? json::Value(*page->next) : json::Value()}});
}

Expected<http::Response> EnrollmentRoutes::enrollment(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto handle = enigm::fleet::DeviceHandle::parse(request.parameter(u"handle"));
    if (!handle)
        return std::unexpected(handle.error());
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto enrollment = (*reader)->enrollments.find(*handle);
    if (!enrollment)
        return std::unexpected(enrollment.error());
    if (!*enrollment)
        return refuse(ProblemType::NotFound, u"No enrolment of this device is kept."_s, handle->text());
    return http::Response::json((*enrollment)->toJson());
}

void EnrollmentRoutes::create(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    if (const auto may = checkCaller(write->caller()); !may)
        return write->refuse(may.error());
    if (const auto known = request.target.query.only({}); !known)
        return write->refuse(known.error());
    const auto wanted = andThen(bodyOf(request), enrollment::ProfileRequest::fromJson);
    if (!wanted)
        return write->refuse(wanted.error());
    const auto answer = answerTo(write, 201);
    m_parts.profiles.create(write->caller().operatorId, *wanted, answer, answer);
}

void EnrollmentRoutes::revoke(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    if (const auto may = checkCaller(write->caller()); !may)
        return write->refuse(may.error());
    if (const auto known = request.target.query.only({}); !known)
        return write->refuse(known.error());
    const auto answer = answerTo(write, 200);
    m_parts.profiles.revoke(write->caller().operatorId, request.parameter(u"id"), answer, answer);
}

} // namespace enigm::controlplane::api
