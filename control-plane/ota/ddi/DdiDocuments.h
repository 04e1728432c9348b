#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "control-plane/ota/OfferSource.h"

#include <QByteArray>
#include <QString>

namespace enigm::controlplane::ota {

/// The tenant of a deployment in the paths of the DDI: the first 16 hexadecimal characters of its id.
[[nodiscard]] QString ddiTenant(QByteArrayView deployment);

/// What one stock update client is answered (hawkBit DDI v1), with links that are whole, as its clients take them.
class DdiDocuments
{
public:
    /// `base`: where the client has found us, such as "https://updates.example:8443".
    DdiDocuments(QString base, const QString &tenant, const enigm::fleet::DeviceHandle &device);

    /// {"_links":{"cancelAction"|"deploymentBase"},"config":{"polling":{"sleep":"HH:MM:SS"}}}. There is never a link to
    /// configData: what a device says of itself is asked for by name and signed, and nothing else is kept of it.
    [[nodiscard]] json::Value poll(const std::optional<DeviceOffer> &offer, int sleepSeconds) const;
    /// {"deployment":{"chunks":[…],"download","update"},"id"}: one chunk with one artifact.
    [[nodiscard]] json::Value deployment(const DeviceOffer &offer) const;
    /// {"cancelAction":{"stopId"},"id"}.
    [[nodiscard]] static json::Value cancellation(const DeviceOffer &offer);

private:
    [[nodiscard]] json::Value link(const QString &path) const;

    QString m_base;
    QString m_controller; ///< path of the device's own resources
};

} // namespace enigm::controlplane::ota
