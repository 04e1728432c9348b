#include "control-plane/api/ArtifactRoutes.h"

#include "contract/encoding/Base64Url.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/http/FileResponse.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

namespace {

constexpr qsizetype digestSize = 32;
/// Beyond, whoever asks is told to come back: they would wait longer than connections are kept for.
constexpr std::chrono::seconds mostBacklog{20};

/// What is no digest names no artifact.
Expected<QByteArray> digestOf(const http::Request &request)
{
    auto digest = encoding::fromBase64Url(request.parameter(u"digest").toLatin1());
    if (!digest || digest->size() != digestSize)
        return refuse(ProblemType::NotFound, u"There is no such artifact for this device."_s);
    return digest;
}

http::Response comeBack(http::RateBucket::Time backlog)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(backlog).count();
    return refusal({.type = ProblemType::RateLimited, .detail = u"Many fetch this at once; come back later."_s})
        .with("Retry-After"_ba, QByteArray::number(qint64(seconds)));
}

} // namespace

ArtifactRoutes::ArtifactRoutes(fleet::CheckInService &checkIns, const ota::ArtifactAccess &access,
                               const ota::ArtifactStore &artifacts, http::WorkerPool &workers,
                               http::RateBucket::Clock clock)
    : m_checkIns(checkIns)
    , m_access(access)
    , m_artifacts(artifacts)
    , m_workers(workers)
    , m_rates(std::move(clock))
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
    const auto terms = m_access.terms(device->handle, *digest);
    if (!terms)
        return std::unexpected(terms.error());
    http::FileBody body{.rate = m_rates.of(*terms)};
    if (body.rate && body.rate->backlog() > mostBacklog)
        return comeBack(body.rate->backlog());
    const auto file = http::OpenFile::open(m_artifacts.pathOf(terms->release));
    if (!file)
        return std::unexpected(file.error());
    body.file = *file;
    body.length = (*file)->size();
    const QByteArray etag = '"' + encoding::toBase64Url(*digest) + '"';
    return http::fileResponse(request, std::move(body), etag, "application/octet-stream"_ba);
}

} // namespace enigm::controlplane::api
