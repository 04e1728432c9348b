#pragma once

#include "control-plane/fleet/RotatingHandles.h"
#include "control-plane/network/AccessDecisions.h"
#include "control-plane/network/CredentialService.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/network/NetworkHandles.h"
#include "control-plane/network/OutcomeBook.h"
#include "control-plane/network/OutcomeIntake.h"
#include "control-plane/network/OutcomeTally.h"
#include "control-plane/network/PeerService.h"
#include "control-plane/policy/TrustDecisions.h"

namespace enigm::controlplane::network {

/// What the room does for enforcement points, put together.
class NetworkServices
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        store::CommitNotice &commits;
        const time::Clock &clock;
        const fleet::RotatingHandles &handles;
        fleet::HandleService &told; ///< says to devices by which handles they are known
        const Expected<fleet::DeviceCertificateAuthority> &authority;
        policy::InputTerms terms;
        qint64 decisionValidity = policy::TrustDecisions::mostValidity; ///< seconds for which a permit may be kept
    };
    /// Borrows all parts.
    explicit NetworkServices(const Parts &parts);

    [[nodiscard]] EnforcementPoints &points() { return m_points; }
    [[nodiscard]] NetworkHandles &handles() { return m_handles; }
    [[nodiscard]] AccessDecisions &access() { return m_access; }
    [[nodiscard]] OutcomeBook &book() { return m_book; }
    [[nodiscard]] OutcomeIntake &intake() { return m_intake; }
    [[nodiscard]] CredentialService &credentials() { return m_credentials; }
    [[nodiscard]] PeerService &peers() { return m_peers; }
    [[nodiscard]] qint64 decisionValidity() const { return m_decisionValidity; }
    /// In a job: forgets the credentials of epochs that are over, and outcomes of long ago.
    [[nodiscard]] static Expected<void> forgetPast(store::Transaction &transaction, qint64 now);

private:
    policy::TrustDecisions m_decisions;
    EnforcementPoints m_points;
    NetworkHandles m_handles;
    OutcomeTally m_tally;
    AccessDecisions m_access;
    OutcomeBook m_book;
    OutcomeIntake m_intake;
    CredentialService m_credentials;
    PeerService m_peers;
    const qint64 m_decisionValidity;
};

} // namespace enigm::controlplane::network
