#include "control-plane/api/DevicePolicyRoutes.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/api/ReportInput.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

using enigm::reports::PolicyConfirmation;
using policy::ConfirmationService;

namespace {

/// With as many policies as there may be, a report is some seventy kilobytes.
constexpr qsizetype mostConfirmation = 96 * 1024;

json::Value documentOf(const ConfirmationService::Taken &taken)
{
    return json::Object{{"changed"_L1, taken.changed}, {"time"_L1, taken.time}};
}

} // namespace

DevicePolicyRoutes::DevicePolicyRoutes(fleet::CheckInService &checkIns, const policy::DevicePolicies &policies,
                                       policy::ConfirmationService &confirmations, http::WorkerPool &workers)
    : m_checkIns(checkIns)
    , m_policies(policies)
    , m_confirmations(confirmations)
    , m_workers(workers)
{}

Routes DevicePolicyRoutes::routes()
{
    const auto answering = [this](auto answer) {
        return http::onWorkers(m_workers, [this, answer](const http::Request &request, http::Respond respond) {
            auto response = (this->*answer)(request);
            respond(response ? std::move(*response) : refusal(response.error()));
        });
    };
    return {
        {.method = "GET"_ba, .path = u"/device/v1/policies"_s, .handler = answering(&DevicePolicyRoutes::list)},
        {.method = "GET"_ba,
         .path = u"/device/v1/policies/{change}/evidence"_s,
         .handler = answering(&DevicePolicyRoutes::evidence)},
        {.method = "POST"_ba,
         .path = u"/device/v1/reports/policies"_s,
         .handler = http::onWorkers(m_workers, [this](const http::Request &request,
                                                      http::Respond respond) { confirm(request, std::move(respond)); }),
         .mediaTypes = {"application/json"_ba},
         .bodyLimit = mostConfirmation}};
}

Expected<http::Response> DevicePolicyRoutes::list(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto device = m_checkIns.checkIn(request.peerCertificate);
    if (!device)
        return std::unexpected(device.error());
    const auto policies = m_policies.of(device->handle);
    if (!policies)
        return std::unexpected(policies.error());
    json::Array items;
    for (const policy::DevicePolicy &policy : *policies)
        items.push_back(policy.toJson());
    return http::Response::json(json::Object{{"policies"_L1, std::move(items)}});
}

Expected<http::Response> DevicePolicyRoutes::evidence(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto device = m_checkIns.checkIn(request.peerCertificate);
    if (!device)
        return std::unexpected(device.error());
    const auto bytes = m_policies.evidence(device->handle, request.parameter(u"change"));
    if (!bytes)
        return std::unexpected(bytes.error());
    return http::Response::text(*bytes, "application/vnd.enigm.evidence+json"_ba);
}

void DevicePolicyRoutes::confirm(const http::Request &request, http::Respond respond)
{
    const auto confirmation = reportIn<PolicyConfirmation>(request);
    if (!confirmation)
        return respond(refusal(confirmation.error()));
    m_confirmations.confirm(request.peerCertificate, *confirmation,
                            [respond = std::move(respond)](const Expected<ConfirmationService::Taken> &taken) mutable {
                                respond(taken ? http::Response::json(documentOf(*taken)) : refusal(taken.error()));
                            });
}

} // namespace enigm::controlplane::api
