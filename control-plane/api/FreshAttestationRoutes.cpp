#include "control-plane/api/FreshAttestationRoutes.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/api/ReportInput.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::enrollment::AttestationClaim;
using enigm::fleet::AttestationOutcome;

namespace {

json::Value documentOf(qint64 judged)
{
    return json::Object{{"outcome"_L1, enigm::fleet::toWord(AttestationOutcome::Verified)}, {"time"_L1, judged}};
}

} // namespace

FreshAttestationRoutes::FreshAttestationRoutes(enrollment::AttestationService &attestations, http::WorkerPool &workers)
    : m_attestations(attestations)
    , m_workers(workers)
{}

Routes FreshAttestationRoutes::routes()
{
    // A chain to verify, so on a worker.
    return {
        {.method = "POST"_ba,
         .path = u"/device/v1/attestations"_s,
         .handler = http::onWorkers(m_workers, [this](const http::Request &request,
                                                      http::Respond respond) { attest(request, std::move(respond)); }),
         .mediaTypes = {"application/json"_ba},
         .bodyLimit = mostClaim}};
}

void FreshAttestationRoutes::attest(const http::Request &request, http::Respond respond)
{
    const auto claim = reportIn<AttestationClaim>(request);
    if (!claim)
        return respond(refusal(claim.error()));
    m_attestations.attest(request.peerCertificate, *claim,
                          [respond = std::move(respond)](const Expected<qint64> &judged) mutable {
                              respond(judged ? http::Response::json(documentOf(*judged)) : refusal(judged.error()));
                          });
}

} // namespace enigm::controlplane::api
