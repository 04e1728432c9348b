#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/identity/DpopGuard.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Repositories.h"

#include <QByteArray>

namespace enigm::controlplane::identity {

/// Finds out who asks from the Authorization and DPoP headers of a request (RFC 9449 section 7). Thread-safe.
class Authenticator
{
public:
    /// Borrows all.
    Authenticator(const store::Database &database, DirectoryView directory, DpopGuard &dpop, const time::Clock &clock);

    struct Credentials
    {
        QByteArrayView authorization; ///< "DPoP <token>"; empty where absent
        QByteArrayView proof;         ///< the DPoP header; empty where absent
        QByteArrayView method;
        QByteArrayView path; ///< as sent, without query
    };
    /// Unauthenticated, InvalidDpopProof, DpopReplayed, SessionEnded (signed out, expired, or its key was revoked). A
    /// step-up token that was spent is still known, so that the answer of its act can be heard again.
    [[nodiscard]] Expected<Caller> authenticate(const Credentials &credentials) const;

    /// Whether what this session opened may stay open: it has not ended or expired, and its key is still valid. For
    /// those who go on without being asked anew; SessionEnded.
    [[nodiscard]] Expected<void> checkStillOpen(const QString &session, const store::Repositories &store) const;

private:
    [[nodiscard]] Expected<void> checkOpen(const store::SessionRow &session,
                                           const operators::Directory &directory) const;
    struct Found
    {
        store::SessionRow session;
        std::optional<StepUpGrant> stepUp;
    };
    [[nodiscard]] Expected<Found> find(const QByteArray &tokenHash) const;

    const store::Database &m_database;
    DirectoryView m_directory;
    DpopGuard &m_dpop;
    const time::Clock &m_clock;
};

} // namespace enigm::controlplane::identity
