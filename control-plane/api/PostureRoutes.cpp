#include "control-plane/api/PostureRoutes.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/api/ReportInput.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::reports::PostureChange;
using fleet::PostureService;

namespace {

/// With as many findings as there may be, a report is less than six kilobytes.
constexpr qsizetype mostReport = 8192;

json::Value documentOf(const PostureService::Taken &taken)
{
    return json::Object{{"changed"_L1, taken.changed}, {"time"_L1, taken.time}};
}

} // namespace

PostureRoutes::PostureRoutes(PostureService &postures)
    : m_postures(postures)
{}

Routes PostureRoutes::routes()
{
    return {{.method = "POST"_ba,
             .path = u"/device/v1/reports"_s,
             .handler = [this](const http::Request &request,
                               http::Respond respond) { report(request, std::move(respond)); },
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostReport}};
}

void PostureRoutes::report(const http::Request &request, http::Respond respond)
{
    const auto posture = reportIn<PostureChange>(request);
    if (!posture)
        return respond(refusal(posture.error()));
    m_postures.report(request.peerCertificate, *posture,
                      [respond = std::move(respond)](const Expected<PostureService::Taken> &taken) mutable {
                          respond(taken ? http::Response::json(documentOf(*taken)) : refusal(taken.error()));
                      });
}

} // namespace enigm::controlplane::api
