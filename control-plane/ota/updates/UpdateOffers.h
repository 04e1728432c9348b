#pragma once

#include "contract/device/UpdateOffer.h"
#include "contract/evidence/Evidence.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/ota/OfferSource.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <optional>

namespace enigm::controlplane::ota {

/// Hands a device of ours what it is offered, with the evidence of all three changes, by which it checks that itself.
/// What all devices of a rollout share is made once and kept for a short while, so that a fleet which asks at once
/// keeps no disk busy. Thread-safe.
class UpdateOffers
{
public:
    /// The evidence bundle of an executed change, by its reference, under the checkpoints that devices will take.
    using EvidenceSource = std::function<Expected<evidence::EvidenceBundle>(const QString &)>;
    struct Parts
    {
        fleet::CheckInService &checkIns; ///< says whom to serve, and counts what devices were refused
        OfferSource &offers;
        EvidenceSource evidence;
        const time::Clock &clock;
    };
    /// Seconds for which the shared part is kept: a device that has seen the logs go on since is refused nothing but
    /// until then.
    static constexpr qint64 keptFor = 10;

    /// Borrows what the parts borrow.
    explicit UpdateOffers(Parts parts);

    /// Canonical JSON of a device::UpdateOffer; nothing where there is none to install. Refuses as
    /// CheckInService::checkIn does. Reads much: on a thread that may wait.
    [[nodiscard]] Expected<std::optional<QByteArray>> offerFor(const QByteArray &certificate);

private:
    struct Shared
    {
        qint64 execution = 0;
        qint64 made = 0; ///< Unix seconds
        QByteArray bytes;
    };

    [[nodiscard]] Expected<QByteArray> sharedBytes(const DeviceOffer &offer);
    [[nodiscard]] Expected<QByteArray> make(const DeviceOffer &offer) const;
    [[nodiscard]] Expected<QByteArray> evidenceOf(const QString &change) const;

    static constexpr std::size_t mostKept = 8;

    Parts m_parts;
    std::mutex m_mutex;
    std::list<Shared> m_kept; ///< under m_mutex; the newest in front
};

} // namespace enigm::controlplane::ota
