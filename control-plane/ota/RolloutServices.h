#pragma once

#include "control-plane/ota/RolloutArtifacts.h"
#include "control-plane/ota/RolloutClock.h"
#include "control-plane/ota/RolloutReader.h"
#include "control-plane/ota/RolloutService.h"

namespace enigm::controlplane::ota {

/// What the room does for rollouts, put together.
class RolloutServices
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        policy::InputTerms terms;
    };
    /// Borrows all parts.
    explicit RolloutServices(const Parts &parts);

    [[nodiscard]] RolloutService &offers() { return m_offers; }
    [[nodiscard]] const RolloutReader &reader() const { return m_reader; }
    [[nodiscard]] RolloutClock &clock() { return m_clock; }
    [[nodiscard]] const RolloutArtifacts &artifacts() const { return m_artifacts; }

private:
    policy::TrustDecisions m_decisions;
    RolloutService m_offers;
    RolloutReader m_reader;
    RolloutClock m_clock;
    RolloutArtifacts m_artifacts;
};

} // namespace enigm::controlplane::ota
