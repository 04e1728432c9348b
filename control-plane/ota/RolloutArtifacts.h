#pragma once

#include "contract/time/Clock.h"
#include "control-plane/ota/ArtifactAccess.h"
#include "control-plane/store/Database.h"

namespace enigm::controlplane::ota {

/// A device may have the artifact that it was offered by a rollout that runs, at the rate that all devices of the
/// rollout share.
class RolloutArtifacts final : public ArtifactAccess
{
public:
    /// Borrows both.
    RolloutArtifacts(const store::Database &database, const time::Clock &clock)
        : m_database(database)
        , m_clock(clock)
    {}

    [[nodiscard]] Expected<ArtifactTerms> terms(const enigm::fleet::DeviceHandle &device,
                                                const QByteArray &digest) const override;

private:
    const store::Database &m_database;
    const time::Clock &m_clock;
};

} // namespace enigm::controlplane::ota
