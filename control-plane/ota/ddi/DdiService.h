#pragma once

#include "control-plane/fleet/CheckInService.h"
#include "control-plane/ota/OfferSource.h"
#include "control-plane/ota/ddi/DdiFeedback.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::controlplane::ota {

/// Lets stock update clients take part that speak the hawkBit DDI. Such a client checks the signatures of its image and
/// nothing of what people signed; who it is, its client certificate alone says. Any thread.
class DdiService
{
public:
    struct Parts
    {
        fleet::CheckInService &checkIns; ///< says whom to serve, and counts what devices were refused
        OfferSource &offers;
        QByteArray deployment; ///< 32 bytes
    };
    /// Who asks, and for whose resources.
    struct Caller
    {
        QByteArray certificate; ///< as in CheckInService::checkIn
        QString tenant;
        QString controller;
    };

    /// Borrows what the parts borrow.
    explicit DdiService(Parts parts);

    // Each refuses as CheckInService::checkIn does; NotFound for another tenant; CertificateRefused for a controller
    // that is not the device of the certificate.
    [[nodiscard]] Expected<enigm::fleet::DeviceHandle> admit(const Caller &caller);
    /// What the device is offered, or is to stop.
    [[nodiscard]] Expected<std::optional<DeviceOffer>> poll(const Caller &caller);
    /// The offer of this action, which is to be installed; NotFound for any other.
    [[nodiscard]] Expected<DeviceOffer> deployment(const Caller &caller, qint64 action);
    /// The offer of this action, which is to be stopped; NotFound for any other.
    [[nodiscard]] Expected<DeviceOffer> cancellation(const Caller &caller, qint64 action);

    // What a client says at an action, taken with its word for it. NotFound where it has no such action.
    void feedback(const Caller &caller, qint64 action, const DdiFeedback &feedback, OfferSource::Answer answer);
    void cancelFeedback(const Caller &caller, qint64 action, const DdiFeedback &feedback, OfferSource::Answer answer);

private:
    [[nodiscard]] Expected<DeviceOffer> offerOf(const enigm::fleet::DeviceHandle &device, qint64 action);

    Parts m_parts;
    const QString m_tenant;
};

} // namespace enigm::controlplane::ota
