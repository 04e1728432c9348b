#include "control-plane/ota/ddi/DdiService.h"

#include "control-plane/ota/ddi/DdiDocuments.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::fleet::DeviceHandle;

namespace {

std::unexpected<Problem> noSuchAction(qint64 action)
{
    return refuse(ProblemType::NotFound, u"This device has no such action."_s, QString::number(action));
}

} // namespace

DdiService::DdiService(Parts parts)
    : m_parts(std::move(parts))
    , m_tenant(ddiTenant(m_parts.deployment))
{}

Expected<DeviceHandle> DdiService::admit(const Caller &caller)
{
    const auto checkIn = m_parts.checkIns.checkIn(caller.certificate); // counts its own refusals
    if (!checkIn)
        return std::unexpected(checkIn.error());
    if (caller.tenant != m_tenant)
        return refuse(ProblemType::NotFound, u"This is not the tenant of this deployment."_s);
    if (caller.controller != checkIn->handle.text()) {
        m_parts.checkIns.countRefusal(ProblemType::CertificateRefused, checkIn->handle.text());
        return refuse(ProblemType::CertificateRefused, u"This is not the certificate of this controller."_s);
    }
    return checkIn->handle;
}

Expected<std::optional<DeviceOffer>> DdiService::poll(const Caller &caller)
{
    const auto device = admit(caller);
    if (!device)
        return std::unexpected(device.error());
    return m_parts.offers.offerFor(*device);
}

Expected<DeviceOffer> DdiService::offerOf(const DeviceHandle &device, qint64 action)
{
    auto offer = m_parts.offers.offerFor(device);
    if (!offer)
        return std::unexpected(offer.error());
    if (!*offer || (*offer)->execution != action)
        return noSuchAction(action);
    return std::move(**offer);
}

Expected<DeviceOffer> DdiService::deployment(const Caller &caller, qint64 action)
{
    const auto device = admit(caller);
    if (!device)
        return std::unexpected(device.error());
    auto offer = offerOf(*device, action);
    if (offer && offer->isCancelled)
        return noSuchAction(action);
    return offer;
}

Expected<DeviceOffer> DdiService::cancellation(const Caller &caller, qint64 action)
{
    const auto device = admit(caller);
    if (!device)
        return std::unexpected(device.error());
    auto offer = offerOf(*device, action);
    if (offer && !offer->isCancelled)
        return noSuchAction(action);
    return offer;
}

/// Also what comes at an action that is cancelled: it was sent before the client knew.
void DdiService::feedback(const Caller &caller, qint64 action, const DdiFeedback &feedback, OfferSource::Answer answer)
{
    const auto device = admit(caller);
    if (!device)
        return answer(std::unexpected(device.error()));
    const auto offer = offerOf(*device, action);
    if (!offer)
        return answer(std::unexpected(offer.error()));
    m_parts.offers.note(*device, feedback.progressOf(*offer), std::move(answer));
}

void DdiService::cancelFeedback(const Caller &caller, qint64 action, const DdiFeedback &feedback,
                                OfferSource::Answer answer)
{
    const auto device = admit(caller);
    if (!device)
        return answer(std::unexpected(device.error()));
    const auto offer = offerOf(*device, action);
    if (!offer)
        return answer(std::unexpected(offer.error()));
    if (!offer->isCancelled)
        return answer(noSuchAction(action));
    if (const auto progress = feedback.cancellationOf(*offer))
        m_parts.offers.note(*device, *progress, std::move(answer));
    else
        answer({});
}

} // namespace enigm::controlplane::ota
