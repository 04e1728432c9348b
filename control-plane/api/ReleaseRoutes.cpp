#include "control-plane/api/ReleaseRoutes.h"

#include "contract/encoding/Uuid.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/KeptAnswer.h"
#include "control-plane/api/Refusal.h"

#include <algorithm>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using ota::ReleaseService;
using store::ReleaseRow;

namespace {

/// A page of the largest releases is still no more than an answer may be.
constexpr qint64 mostReleases = 100;
constexpr qsizetype mostImport = 64 * 1024;

/// How much of an artifact is here: as members, and as the fields of resumable uploads.
http::Response uploadResponse(const enigm::ota::Release &release, http::Response response)
{
    response.headers.add("Upload-Offset"_ba, QByteArray::number(release.received));
    response.headers.add("Upload-Length"_ba, QByteArray::number(release.manifest.artifact.length));
    return response;
}

/// Upload-Offset: how many bytes whoever sends believes to be here. MissingMember, OutOfRange.
Expected<qint64> offsetOf(const http::Request &request)
{
    const auto field = request.headers.value("Upload-Offset");
    if (!field)
        return refuse(ProblemType::MissingMember, u"Say with Upload-Offset behind how many bytes this goes."_s,
                      u"upload-offset"_s);
    bool isNumber = false;
    const qint64 offset = field->toLongLong(&isNumber);
    if (!isNumber || offset < 0 || QByteArray::number(offset) != *field)
        return refuse(ProblemType::OutOfRange, u"An offset is a number of bytes."_s, u"upload-offset"_s);
    return offset;
}

} // namespace

ReleaseRoutes::ReleaseRoutes(Parts parts)
    : m_parts(std::move(parts))
{}

Routes ReleaseRoutes::routes()
{
    using WritePointer = std::shared_ptr<PendingWrite>;
    using identity::Caller;
    const Guard &guard = m_parts.guard;
    auto list = guard.reading([this](const http::Request &request, const Caller &) { return page(request); });
    auto one = guard.reading([this](const http::Request &request, const Caller &) { return find(request); });
    auto how = guard.reading([this](const http::Request &request, const Caller &) { return upload(request); });
    auto post =
        guard.writing([this](const http::Request &request, const WritePointer &write) { begin(request, write); });
    auto end =
        guard.writing([this](const http::Request &request, const WritePointer &write) { remove(request, write); });
    // By the offset that it names a part is known for one that was written before.
    auto patch = http::onWorkers(m_parts.workers, guard.answering([this](const http::Request &request,
                                                                         const Caller &caller, http::Respond respond) {
        receive(request, caller, std::move(respond));
    }));
    const QString each = u"/v1/releases/{release}"_s;
    const QString artifact = u"/v1/releases/{release}/artifact"_s;
    return {{.method = "GET"_ba, .path = u"/v1/releases"_s, .handler = std::move(list)},
            {.method = "POST"_ba,
             .path = u"/v1/releases"_s,
             .handler = std::move(post),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostImport},
            {.method = "GET"_ba, .path = each, .handler = std::move(one)},
            {.method = "DELETE"_ba, .path = each, .handler = std::move(end)},
            {.method = "GET"_ba, .path = artifact, .handler = std::move(how)},
            {.method = "PATCH"_ba,
             .path = artifact,
             .handler = std::move(patch),
             .mediaTypes = {"application/offset+octet-stream"_ba},
             .bodyLimit = ReleaseService::mostPart}};
}

Expected<http::Response> ReleaseRoutes::page(const http::Request &request) const
{
    const http::Query &query = request.target.query;
    if (const auto known = query.only({u"after", u"limit"}); !known)
        return std::unexpected(known.error());
    const auto limit = query.integer(u"limit", 1, mostReleases, mostReleases);
    if (!limit)
        return std::unexpected(limit.error());
    const auto page = m_parts.reader.page(query.value(u"after").value_or(QString()), static_cast<int>(*limit));
    if (!page)
        return std::unexpected(page.error());
    json::Array releases;
    std::ranges::transform(page->releases, std::back_inserter(releases), &enigm::ota::Release::toJson);
    return http::Response::json(json::Object{{"next"_L1, page->next ? json::Value(*page->next) : json::Value()},
                                             {"releases"_L1, std::move(releases)}});
}

Expected<http::Response> ReleaseRoutes::find(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto release = m_parts.reader.find(request.parameter(u"release"));
    if (!release)
        return std::unexpected(release.error());
    return http::Response::json(release->toJson());
}

Expected<http::Response> ReleaseRoutes::upload(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto release = m_parts.reader.find(request.parameter(u"release"));
    if (!release)
        return std::unexpected(release.error());
    return uploadResponse(*release, http::Response::json(json::Object{{"length"_L1, release->manifest.artifact.length},
                                                                      {"received"_L1, release->received}}));
}

Expected<void> ReleaseRoutes::checkWrite(const http::Request &request, const identity::Caller &caller) const
{
    if (!caller.roles.has(operators::Role::ReleaseManager)) {
        m_parts.refusals.countReading(ProblemType::NotPermitted);
        return refuse(ProblemType::NotPermitted, u"Releases are imported by release managers."_s);
    }
    return request.target.query.only({});
}

void ReleaseRoutes::begin(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    if (const auto may = checkWrite(request, write->caller()); !may)
        return write->refuse(may.error());
    const auto body = bodyOf(request);
    if (!body)
        return write->refuse(body.error());
    const auto import = ota::ReleaseImport::fromJson(*body, m_parts.directory()->deploymentId(),
                                                     encoding::makeUuid7(m_parts.clock.nowMilliseconds()));
    if (!import)
        return write->refuse(import.error());
    const KeptAnswer<ReleaseRow> answer(write, [](const ReleaseRow &release) {
        return http::Response::json(json::Object{{"id"_L1, release.id}}, 201);
    });
    m_parts.releases.begin(write->caller().operatorId, *import, answer, answer);
}

void ReleaseRoutes::receive(const http::Request &request, const identity::Caller &caller, http::Respond respond)
{
    if (const auto may = checkWrite(request, caller); !may)
        return respond(refusal(may.error()));
    const auto offset = offsetOf(request);
    if (!offset)
        return respond(refusal(offset.error()));
    const QString release = request.parameter(u"release");
    m_parts.releases.receive(
        caller.operatorId, release, *offset, request.body,
        [this, release, respond = std::move(respond)](const Expected<qint64> &received) mutable {
            respond(received ? http::Response::empty().with("Upload-Offset"_ba, QByteArray::number(*received))
                             : refused(received.error(), release));
        });
}

/// Whoever was wrong about the offset is told it.
http::Response ReleaseRoutes::refused(const Problem &problem, const QString &release) const
{
    http::Response response = refusal(problem);
    if (problem.type != ProblemType::TargetState)
        return response;
    const auto present = m_parts.reader.find(release);
    return present ? uploadResponse(*present, std::move(response)) : std::move(response);
}

void ReleaseRoutes::remove(const http::Request &request, const std::shared_ptr<PendingWrite> &write)
{
    if (const auto may = checkWrite(request, write->caller()); !may)
        return write->refuse(may.error());
    const KeptAnswer<ReleaseRow> answer(write, [](const ReleaseRow &) { return http::Response::empty(); });
    m_parts.releases.remove(write->caller().operatorId, request.parameter(u"release"), answer, answer);
}

} // namespace enigm::controlplane::api
