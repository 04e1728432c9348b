#include "control-plane/api/UpdateRoutes.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/api/ReportInput.h"
#include "control-plane/http/Entity.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::reports::UpdateOutcome;

namespace {

/// A report with its key is less than one kilobyte.
constexpr qsizetype mostReport = 4096;

} // namespace

UpdateRoutes::UpdateRoutes(ota::UpdateOffers &offers, ota::UpdateReports &reports, const time::Clock &clock,
                           http::WorkerPool &workers)
    : m_offers(offers)
    , m_reports(reports)
    , m_clock(clock)
    , m_workers(workers)
{}

Routes UpdateRoutes::routes()
{
    return {{.method = "GET"_ba,
             .path = u"/device/v1/update"_s,
             .handler = http::onWorkers(m_workers,
                                        [this](const http::Request &request, http::Respond respond) {
                                            auto answer = offer(request);
                                            respond(answer ? std::move(*answer) : refusal(answer.error()));
                                        })},
            {.method = "POST"_ba,
             .path = u"/device/v1/reports/update"_s,
             .handler = [this](const http::Request &request,
                               http::Respond respond) { report(request, std::move(respond)); },
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = mostReport}};
}

Expected<http::Response> UpdateRoutes::offer(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    auto offer = m_offers.offerFor(request.peerCertificate);
    if (!offer)
        return std::unexpected(offer.error());
    if (!*offer)
        return http::Response::empty();
    return http::conditional(request, http::Response::jsonBytes(std::move(**offer)));
}

void UpdateRoutes::report(const http::Request &request, http::Respond respond)
{
    const auto outcome = reportIn<UpdateOutcome>(request);
    if (!outcome)
        return respond(refusal(outcome.error()));
    m_reports.report(request.peerCertificate, *outcome,
                     [respond = std::move(respond), now = m_clock.now()](const Expected<void> &taken) mutable {
                         respond(taken ? http::Response::json(json::Object{{"time"_L1, now}}) : refusal(taken.error()));
                     });
}

} // namespace enigm::controlplane::api
