#include "control-plane/api/DevicePolicyRoutes.h"

#include "control-plane/api/Refusal.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

DevicePolicyRoutes::DevicePolicyRoutes(fleet::CheckInService &checkIns, const policy::DevicePolicies &policies,
                                       http::WorkerPool &workers)
    : m_checkIns(checkIns)
    , m_policies(policies)
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
    return {{.method = "GET"_ba, .path = u"/device/v1/policies"_s, .handler = answering(&DevicePolicyRoutes::list)},
            {.method = "GET"_ba,
             .path = u"/device/v1/policies/{change}/evidence"_s,
             .handler = answering(&DevicePolicyRoutes::evidence)}};
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

} // namespace enigm::controlplane::api
