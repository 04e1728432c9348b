#include "control-plane/api/TufFileRoutes.h"

#include "contract/encoding/Base64Url.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/http/FileResponse.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

TufFileRoutes::TufFileRoutes(fleet::CheckInService &checkIns, const ota::RepositoryReader &reader,
                             const ota::ArtifactStore &artifacts, http::WorkerPool &workers)
    : m_checkIns(checkIns)
    , m_reader(reader)
    , m_artifacts(artifacts)
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

Expected<void> TufFileRoutes::admit(const http::Request &request) const
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto device = m_checkIns.checkIn(request.peerCertificate);
    return device ? Expected<void>() : std::unexpected(device.error());
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

Expected<http::Response> TufFileRoutes::target(const http::Request &request) const
{
    if (const auto admitted = admit(request); !admitted)
        return std::unexpected(admitted.error());
    const auto target = m_reader.target(request.parameter(u"path"));
    if (!target)
        return std::unexpected(target.error());
    const auto file = http::OpenFile::open(m_artifacts.pathOf(target->release));
    if (!file)
        return std::unexpected(file.error());
    http::FileBody body{.file = *file, .begin = 0, .length = (*file)->size(), .rate = {}};
    const QByteArray etag = '"' + encoding::toBase64Url(target->digest) + '"';
    return http::fileResponse(request, std::move(body), etag, "application/octet-stream"_ba);
}

} // namespace enigm::controlplane::api
