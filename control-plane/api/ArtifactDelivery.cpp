#include "control-plane/api/ArtifactDelivery.h"

#include "contract/encoding/Base64Url.h"
#include "control-plane/api/Refusal.h"
#include "control-plane/http/FileResponse.h"

#include <chrono>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::api {

namespace {

/// Beyond, whoever asks is told to come back: they would wait longer than connections are kept for.
constexpr std::chrono::seconds mostBacklog{20};

http::Response comeBack(http::RateBucket::Time backlog)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(backlog).count();
    return refusal({.type = ProblemType::RateLimited, .detail = u"Many fetch this at once; come back later."_s})
        .with("Retry-After"_ba, QByteArray::number(qint64(seconds)));
}

} // namespace

ArtifactDelivery::ArtifactDelivery(const ota::ArtifactAccess &access, const ota::ArtifactStore &artifacts,
                                   http::RateBucket::Clock clock)
    : m_access(access)
    , m_artifacts(artifacts)
    , m_rates(std::move(clock))
{}

Expected<http::Response> ArtifactDelivery::deliver(const http::Request &request,
                                                   const enigm::fleet::DeviceHandle &device, const QByteArray &digest)
{
    const auto terms = m_access.terms(device, digest);
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
    const QByteArray etag = '"' + encoding::toBase64Url(digest) + '"';
    return http::fileResponse(request, std::move(body), etag, "application/octet-stream"_ba);
}

} // namespace enigm::controlplane::api
