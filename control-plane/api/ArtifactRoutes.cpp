#include "control-plane/api/ArtifactRoutes.h"

#include "contract/encoding/Base64Url.h"
#include "control-plane/api/Refusal.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

namespace {

constexpr qsizetype digestSize = 32;

/// What is no digest names no artifact.
Expected<QByteArray> digestOf(const http::Request &request)
{
    auto digest = encoding::fromBase64Url(request.parameter(u"digest").toLatin1());
    if (!digest || digest->size() != digestSize)
        return refuse(ProblemType::NotFound, u"There is no such artifact for this device."_s);
    return digest;
}

} // namespace

ArtifactRoutes::ArtifactRoutes(fleet::CheckInService &checkIns, ArtifactDelivery &delivery, http::WorkerPool &workers)
    : m_checkIns(checkIns)
    , m_delivery(delivery)
    , m_workers(workers)
{}

Routes ArtifactRoutes::routes()
{
    auto handler = http::onWorkers(m_workers, [this](const http::Request &request, http::Respond respond) {
        auto response = artifact(request);
        respond(response ? std::move(*response) : refusal(response.error()));
    });
    return {{.method = "GET"_ba, .path = u"/device/v1/artifacts/{digest}"_s, .handler = std::move(handler)}};
}

Expected<http::Response> ArtifactRoutes::artifact(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto device = m_checkIns.checkIn(request.peerCertificate);
    if (!device)
        return std::unexpected(device.error());
    const auto digest = digestOf(request);
    if (!digest)
        return std::unexpected(digest.error());
    return m_delivery.deliver(request, device->handle, *digest);
}

} // namespace enigm::controlplane::api
