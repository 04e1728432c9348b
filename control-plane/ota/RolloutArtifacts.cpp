#include "control-plane/ota/RolloutArtifacts.h"

#include "control-plane/ota/StoredRollout.h"
#include "control-plane/store/Reader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::ota::RolloutState;
using enigm::ota::UpdateState;

namespace {

/// Whether the rollout has offered the device this artifact, and the device is not done with it.
Expected<bool> isOffered(const store::Repositories &store, const store::RolloutRow &rollout,
                         const enigm::fleet::DeviceHandle &device, const QByteArray &digest)
{
    if (rollout.state != RolloutState::Active)
        return false;
    const auto row = store.rolloutDevices.find(rollout.number, device);
    if (!row)
        return std::unexpected(row.error());
    if (!*row || (*row)->state < UpdateState::Offered || (*row)->state > UpdateState::Installed)
        return false;
    const auto release = store.releases.find(rollout.release);
    if (!release)
        return std::unexpected(release.error());
    return *release && (*release)->artifact == digest;
}

} // namespace

Expected<ArtifactTerms> RolloutArtifacts::terms(const enigm::fleet::DeviceHandle &device,
                                                const QByteArray &digest) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto rollouts = (*reader)->rollouts.obeyedAt(m_clock.now());
    if (!rollouts)
        return std::unexpected(rollouts.error());
    for (const store::RolloutRow &rollout : *rollouts) {
        const auto offered = isOffered(*reader->operator->(), rollout, device, digest);
        if (!offered)
            return std::unexpected(offered.error());
        if (!*offered)
            continue;
        const auto plan = planOf(rollout);
        if (!plan)
            return std::unexpected(plan.error());
        return ArtifactTerms{.release = rollout.release, .share = rollout.id, .rate = plan->rate};
    }
    return refuse(ProblemType::NotFound, u"There is no such artifact for this device."_s);
}

} // namespace enigm::controlplane::ota
