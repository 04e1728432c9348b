#include "app/gateway/point/EnforcementPoint.h"

#include "app/files/FileAccess.h"
#include "contract/deployment/DeploymentFile.h"

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestDeployment = 256 * 1024;

Expected<QUrl> gatewayUrl(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isBare = (url.path().isEmpty() || url.path() == "/"_L1) && !url.hasQuery() && !url.hasFragment();
    if (!url.isValid() || url.scheme() != "https"_L1 || url.host().isEmpty() || !url.userInfo().isEmpty() || !isBare)
        return refuse(ProblemType::OutOfRange, u"An URL such as https://host:port is expected."_s, u"--url"_s);
    return url;
}

} // namespace

Expected<std::unique_ptr<EnforcementPoint>> EnforcementPoint::open(const Settings &settings)
{
    const auto url = gatewayUrl(settings.url);
    if (!url)
        return std::unexpected(url.error());
    auto key = PointKey::load(settings.folder);
    if (!key)
        return std::unexpected(key.error());
    const auto bytes = files::readFile(settings.deploymentFile, largestDeployment);
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto deployment = deployment::DeploymentFile::parse(*bytes);
    if (!deployment)
        return std::unexpected(deployment.error().under(settings.deploymentFile));
    return std::unique_ptr<EnforcementPoint>(
        new EnforcementPoint(settings, std::move(*key), deployment->tlsDigest, *url));
}

EnforcementPoint::EnforcementPoint(const Settings &settings, PointKey key, const QByteArray &pin, const QUrl &url)
    : m_transport(pin, std::move(key.identity), patience)
    , m_client(m_transport, url, settings.path)
    , m_outcomes(m_client, m_clock, settings.report)
{}

} // namespace enigm::gateway
