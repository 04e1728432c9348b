#include "control-plane/api/HandleRoutes.h"

#include "contract/fleet/HandleEpoch.h"
#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

json::Value documentOf(const fleet::HandleService::NetworkHandle &handle)
{
    return json::Object{{"begins"_L1, enigm::fleet::handleEpochStart(handle.epoch)},
                        {"ends"_L1, enigm::fleet::handleEpochStart(handle.epoch + 1)},
                        {"epoch"_L1, handle.epoch},
                        {"handle"_L1, handle.handle.text()}};
}

} // namespace

HandleRoutes::HandleRoutes(fleet::HandleService &handles, network::NetworkHandles &known, http::WorkerPool &workers)
    : m_handles(handles)
    , m_known(known)
    , m_workers(workers)
{}

Routes HandleRoutes::routes()
{
    const auto answer = [this](const http::Request &request, http::Respond respond) {
        auto answered = handles(request);
        respond(answered ? std::move(*answered) : refusal(answered.error()));
    };
    // on a worker: the key may lie in a token
    return {{.method = "GET"_ba, .path = u"/device/v1/handles"_s, .handler = http::onWorkers(m_workers, answer)}};
}

Expected<http::Response> HandleRoutes::handles(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto handles = m_handles.handlesOf(request.peerCertificate);
    if (!handles)
        return std::unexpected(handles.error());
    json::Array network;
    for (const fleet::HandleService::NetworkHandle &handle : handles->network) {
        m_known.note(handle.epoch, handle.handle, handles->device);
        network.push_back(documentOf(handle));
    }
    return http::Response::json(json::Object{{"network"_L1, std::move(network)}});
}

} // namespace enigm::controlplane::api
