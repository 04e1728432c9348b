#include "control-plane/ota/RolloutServices.h"

namespace enigm::controlplane::ota {

RolloutServices::RolloutServices(const Parts &parts)
    : m_decisions(parts.database, parts.clock, parts.terms)
    , m_offers({.database = parts.database,
                .writer = parts.writer,
                .sequencer = parts.sequencer,
                .clock = parts.clock,
                .decisions = m_decisions,
                .release = storedReleases(parts.database)})
    , m_reader(parts.database, storedReleases(parts.database), parts.terms.isSample)
    , m_clock({.database = parts.database, .writer = parts.writer, .sequencer = parts.sequencer, .clock = parts.clock})
    , m_artifacts(parts.database, parts.clock)
{}

} // namespace enigm::controlplane::ota
