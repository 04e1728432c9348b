#include "control-plane/ota/updates/UpdateOffers.h"

#include "contract/encoding/Base64Url.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using device::UpdateOffer;
using enigm::ota::UpdateState;

namespace {

bool isToInstall(const DeviceOffer &offer)
{
    switch (offer.state) {
    case UpdateState::Offered:
    case UpdateState::Downloading:
    case UpdateState::Verified:
        return !offer.isCancelled;
    case UpdateState::Waiting:
    case UpdateState::Installed:
    case UpdateState::Confirmed:
    case UpdateState::Failed:
    case UpdateState::Withdrawn:
    case UpdateState::NotEligible:
        return false;
    }
    Q_UNREACHABLE();
}

UpdateOffer ownOf(const DeviceOffer &offer, const enigm::fleet::DeviceHandle &device)
{
    UpdateOffer own;
    own.digest = offer.artifact.digest;
    own.length = offer.artifact.length;
    own.url = u"/device/v1/artifacts/"_s + QString::fromLatin1(encoding::toBase64Url(offer.artifact.digest));
    own.assignment = {
        .rollout = offer.rollout, .handle = device, .group = static_cast<qint64>(offer.group), .proof = offer.proof};
    return own;
}

} // namespace

UpdateOffers::UpdateOffers(Parts parts)
    : m_parts(std::move(parts))
{}

Expected<std::optional<QByteArray>> UpdateOffers::offerFor(const QByteArray &certificate)
{
    const auto device = m_parts.checkIns.checkIn(certificate);
    if (!device)
        return std::unexpected(device.error());
    const auto offer = m_parts.offers.offerFor(device->handle);
    if (!offer)
        return std::unexpected(offer.error());
    if (!*offer || !isToInstall(**offer))
        return std::optional<QByteArray>();
    const auto shared = sharedBytes(**offer);
    if (!shared)
        return std::unexpected(shared.error());
    return std::optional(ownOf(**offer, device->handle).ownBytes() + *shared);
}

/// One thread makes what others wait for.
Expected<QByteArray> UpdateOffers::sharedBytes(const DeviceOffer &offer)
{
    const std::scoped_lock lock(m_mutex);
    const qint64 now = m_parts.clock.now();
    std::erase_if(m_kept, [now](const Shared &shared) { return now - shared.made >= keptFor || now < shared.made; });
    const auto kept = std::ranges::find(m_kept, offer.execution, &Shared::execution);
    if (kept != m_kept.end())
        return kept->bytes;
    auto bytes = make(offer);
    if (!bytes)
        return bytes;
    m_kept.push_front({.execution = offer.execution, .made = now, .bytes = *bytes});
    if (m_kept.size() > mostKept)
        m_kept.pop_back();
    return bytes;
}

Expected<QByteArray> UpdateOffers::make(const DeviceOffer &offer) const
{
    UpdateOffer shared;
    shared.manifest = offer.manifest;
    shared.production = offer.production;
    shared.target = offer.target;
    for (const auto &[place, change] : {std::pair(&shared.manifestEvidence, &offer.manifestChange),
                                        std::pair(&shared.productionEvidence, &offer.productionChange),
                                        std::pair(&shared.startEvidence, &offer.change)}) {
        auto evidence = evidenceOf(*change);
        if (!evidence)
            return evidence;
        *place = std::move(*evidence);
    }
    return shared.sharedBytes();
}

Expected<QByteArray> UpdateOffers::evidenceOf(const QString &change) const
{
    const auto bundle = m_parts.evidence(change);
    if (!bundle)
        return std::unexpected(bundle.error());
    return bundle->toBytes();
}

} // namespace enigm::controlplane::ota
