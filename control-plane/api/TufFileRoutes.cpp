#include "control-plane/api/TufFileRoutes.h"

#include "control-plane/api/Refusal.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

TufFileRoutes::TufFileRoutes(fleet::CheckInService &checkIns, const ota::RepositoryReader &reader,
                             ArtifactDelivery &delivery, http::WorkerPool &workers)
    : m_checkIns(checkIns)
    , m_reader(reader)
    , m_delivery(delivery)
    , m_workers(workers)
{}

Routes TufFileRoutes::routes()
{
    const auto answering = [this](auto answer) {
        return http::onWorkers(m_workers, [this, answer](const http::Request &request, http::Respond respond) {
            auto response = (this->*answer)(request);
            respond(response ? std::move(*response) : refusal(response.error()));
        });
    };
    return {{.method = "GET"_ba, .path = u"/tuf/{file}"_s, .handler = answering(&TufFileRoutes::metadata)},
            {.method = "GET"_ba, .path = u"/tuf/targets/{path*}"_s, .handler = answering(&TufFileRoutes::target)}};
}

Expected<fleet::CheckInService::CheckIn> TufFileRoutes::admit(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    return m_checkIns.checkIn(request.peerCertificate);
}

Expected<http::Response> TufFileRoutes::metadata(const http::Request &request) const
{
    if (const auto admitted = admit(request); !admitted)
        return std::unexpected(admitted.error());
    const auto file = m_reader.file(request.parameter(u"file"));
    if (!file)
        return std::unexpected(file.error());
    return http::Response::jsonBytes(*file);
}

/// What the channel vouches for, where the device could fetch the same artifact by its digest.
Expected<http::Response> TufFileRoutes::target(const http::Request &request) const
{
    const auto device = admit(request);
    if (!device)
        return std::unexpected(device.error());
    const auto digest = m_reader.target(request.parameter(u"path"));
    if (!digest)
        return std::unexpected(digest.error());
    return m_delivery.deliver(request, device->handle, *digest);
}

} // namespace enigm::controlplane::api
