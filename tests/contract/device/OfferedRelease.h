#pragma once

#include "contract/device/UpdateGrant.h"
#include "tests/contract/device/HostileFleet.h"

#include <memory>

namespace enigm::test {

/// A release that people and both authorities have signed, and its rollout, in a deployment whose control plane offers
/// what it likes. Every step can be left out, or done otherwise.
class OfferedRelease
{
public:
    /// The keys of both authorities are named by governance.
    explicit OfferedRelease(HostileFleet &fleet);

    ota::Manifest manifest;
    ota::RolloutPlan plan; ///< one group of every device, which has started

    // Signed off by the release manager and an approver.
    void signOffManifest();
    void signOffProduction();
    void start();
    void signOffAll();
    /// The same with what is not enough: nobody has approved it.
    void startAnyway();

    /// What the fleet's device is offered, signed by both authorities, under the checkpoints as they are now.
    [[nodiscard]] device::UpdateOffer offer() const;
    [[nodiscard]] device::DeviceFacts facts() const;
    [[nodiscard]] Expected<device::UpdateGrant> check(const device::UpdateOffer &offer) const;

    /// Governance names other keys from now on.
    void replaceKeys();
    [[nodiscard]] QByteArray signManifest(const ota::Manifest &what, const signing::PrivateKey &key) const;
    [[nodiscard]] QByteArray signProduction(const ota::Production &what, const signing::PrivateKey &key) const;

    std::shared_ptr<const signing::PrivateKey> manifestKey;
    std::shared_ptr<const signing::PrivateKey> productionKey;
    SampleHistory::Story manifestStory;
    SampleHistory::Story productionStory;
    SampleHistory::Story startStory;
    changes::StartRolloutParameters started;

private:
    void nameKeys();
    [[nodiscard]] SampleHistory::Story perform(QLatin1StringView action, const changes::Parameters &parameters);

    HostileFleet &m_fleet;
};

} // namespace enigm::test
