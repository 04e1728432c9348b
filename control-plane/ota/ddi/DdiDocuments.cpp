#include "control-plane/ota/ddi/DdiDocuments.h"

#include "contract/encoding/Base64Url.h"

#include <QTime>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::ota::UpdateState;

namespace {

constexpr qsizetype tenantBytes = 8;

QString hex(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex());
}

QString actionOf(const DeviceOffer &offer)
{
    return QString::number(offer.execution);
}

/// A device that has finished is offered nothing more; one that is installed is shown its action until it confirms.
bool isOpen(const DeviceOffer &offer)
{
    switch (offer.state) {
    case UpdateState::Waiting:
    case UpdateState::NotEligible:
        return false;
    case UpdateState::Offered:
    case UpdateState::Downloading:
    case UpdateState::Verified:
    case UpdateState::Installed:
        return true;
    case UpdateState::Confirmed:
    case UpdateState::Failed:
    case UpdateState::Withdrawn:
        return false;
    }
    Q_UNREACHABLE();
}

} // namespace

QString ddiTenant(QByteArrayView deployment)
{
    return QString::fromLatin1(deployment.first(tenantBytes).toByteArray().toHex());
}

DdiDocuments::DdiDocuments(QString base, const QString &tenant, const enigm::fleet::DeviceHandle &device)
    : m_base(std::move(base))
    , m_controller(u"/%1/controller/v1/%2/"_s.arg(tenant, device.text()))
{}

json::Value DdiDocuments::link(const QString &path) const
{
    return json::Object{{"href"_L1, m_base + path}};
}

json::Value DdiDocuments::poll(const std::optional<DeviceOffer> &offer, int sleepSeconds) const
{
    json::Object links;
    if (offer && offer->isCancelled)
        links.insert(u"cancelAction"_s, link(m_controller + u"cancelAction/"_s + actionOf(*offer)));
    else if (offer && isOpen(*offer))
        links.insert(u"deploymentBase"_s, link(m_controller + u"deploymentBase/"_s + actionOf(*offer)));
    const QString sleep = QTime(0, 0).addSecs(sleepSeconds).toString(u"HH:mm:ss"_s);
    return json::Object{{"_links"_L1, std::move(links)},
                        {"config"_L1, json::Object{{"polling"_L1, json::Object{{"sleep"_L1, sleep}}}}}};
}

json::Value DdiDocuments::deployment(const DeviceOffer &offer) const
{
    const QString digest = QString::fromLatin1(encoding::toBase64Url(offer.artifact.digest));
    json::Object links{{"download"_L1, link(u"/device/v1/artifacts/"_s + digest)}};
    json::Object hashes{{"sha1"_L1, hex(offer.artifact.sha1)}, {"sha256"_L1, hex(offer.artifact.digest)}};
    json::Object artifact{{"_links"_L1, std::move(links)},
                          {"filename"_L1, offer.artifact.name},
                          {"hashes"_L1, std::move(hashes)},
                          {"size"_L1, offer.artifact.length}};
    json::Object chunk{{"artifacts"_L1, json::Array{std::move(artifact)}},
                       {"name"_L1, offer.release},
                       {"part"_L1, u"os"_s},
                       {"version"_L1, offer.version}};
    return json::Object{
        {"deployment"_L1, json::Object{{"chunks"_L1, json::Array{std::move(chunk)}},
                                       {"download"_L1, u"forced"_s},
                                       {"update"_L1, u"forced"_s}}},
        {"id"_L1, actionOf(offer)},
    };
}

json::Value DdiDocuments::cancellation(const DeviceOffer &offer)
{
    return json::Object{{"cancelAction"_L1, json::Object{{"stopId"_L1, actionOf(offer)}}}, {"id"_L1, actionOf(offer)}};
}

} // namespace enigm::controlplane::ota
