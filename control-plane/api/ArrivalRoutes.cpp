#include "control-plane/api/ArrivalRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::enrollment::EnrollmentAnswer;
using enigm::enrollment::EnrollmentClaim;

ArrivalRoutes::ArrivalRoutes(enrollment::EnrollmentService &enrollments, http::WorkerPool &workers)
    : m_enrollments(enrollments)
    , m_workers(workers)
{}

Routes ArrivalRoutes::routes()
{
    return {
        {.method = "POST"_ba,
         .path = u"/device/v1/enrollment-nonces"_s,
         .handler =
             [this](const http::Request &request, http::Respond respond) {
                 auto answer = nonce(request);
                 respond(answer ? std::move(*answer) : refusal(answer.error()));
             },
         .mediaTypes = {"application/json"_ba},
         .bodyLimit = 1024},
        // A chain to verify, so on a worker.
        {.method = "POST"_ba,
         .path = u"/device/v1/enrollments"_s,
         .handler = http::onWorkers(m_workers, [this](const http::Request &request,
                                                      http::Respond respond) { enrol(request, std::move(respond)); }),
         .mediaTypes = {"application/json"_ba},
         .bodyLimit = mostClaim}};
}

Expected<http::Response> ArrivalRoutes::nonce(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto token =
        andThen(bodyOf(request), [](const json::Value &body) { return enigm::enrollment::readToken(body); });
    if (!token)
        return std::unexpected(token.error());
    const auto nonce = m_enrollments.nonce(*token);
    if (!nonce)
        return std::unexpected(nonce.error());
    return http::Response::json(nonce->toJson());
}

void ArrivalRoutes::enrol(const http::Request &request, http::Respond respond)
{
    if (const auto known = request.target.query.only({}); !known)
        return respond(refusal(known.error()));
    const auto claim =
        andThen(bodyOf(request), [](const json::Value &body) { return EnrollmentClaim::fromJson(body); });
    if (!claim)
        return respond(refusal(claim.error()));
    m_enrollments.enrol(*claim, [respond = std::move(respond)](const Expected<EnrollmentAnswer> &answer) mutable {
        respond(answer ? http::Response::json(answer->toJson()) : refusal(answer.error()));
    });
}

} // namespace enigm::controlplane::api
