#include "control-plane/network/NetworkServices.h"

#include "contract/fleet/HandleEpoch.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::network {

namespace {

/// Seconds for which outcomes are shown.
constexpr qint64 outcomesKept = 400 * 86'400;

} // namespace

NetworkServices::NetworkServices(const Parts &parts)
    : m_decisions(parts.database, parts.clock, parts.terms)
    , m_points(parts.database, parts.commits, parts.clock)
    , m_handles(parts.database, parts.handles, parts.clock)
    , m_access({.commits = parts.commits,
                .clock = parts.clock,
                .decisions = m_decisions,
                .handles = m_handles,
                .tally = m_tally,
                .mostValidity = parts.decisionValidity})
    , m_book({.writer = parts.writer,
              .sequencer = parts.sequencer,
              .clock = parts.clock,
              .points = m_points,
              .tally = m_tally})
    , m_intake(parts.writer, parts.sequencer, parts.clock)
    , m_credentials({.database = parts.database,
                     .writer = parts.writer,
                     .clock = parts.clock,
                     .handles = parts.told,
                     .authority = parts.authority,
                     .known = m_handles})
    , m_peers({.database = parts.database,
               .commits = parts.commits,
               .clock = parts.clock,
               .decisions = m_decisions,
               .handles = parts.handles})
    , m_decisionValidity(parts.decisionValidity)
{}

Expected<void> NetworkServices::forgetPast(store::Transaction &transaction, qint64 now)
{
    // Those of the epoch before are kept through this one, so that no key comes again.
    if (auto done = transaction.networkCredentials.removeBefore(enigm::fleet::handleEpochAt(now) - 1); !done)
        return done;
    return transaction.networkOutcomes.removeBefore(now - outcomesKept);
}

} // namespace enigm::controlplane::network
