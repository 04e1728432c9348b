#pragma once

#include "contract/enrollment/AttestationClaim.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/enrollment/RevocationLists.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/NonceBook.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/store/Database.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>

#include <functional>

namespace enigm::controlplane::enrollment {

/// Judges what devices attest again, by what is in force, and keeps what it found: of a device that is served, and
/// whose attested key has signed the report over a fresh nonce. It moves no device; decisions read what it found.
/// Thread-safe.
class AttestationService
{
public:
    /// Outcomes of one device that are another than before, in a window of so many seconds.
    static constexpr qint64 mostChanges = 16;
    static constexpr qint64 window = 3600;

    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        identity::DirectoryView directory;
        const RevocationLists &revocations;
        fleet::CheckInService &checkIns; ///< says whom to serve, and counts what devices were refused
        fleet::NonceBook &nonces;
    };
    using Answer = std::move_only_function<void(const Expected<qint64> &)>;

    /// Borrows all parts.
    explicit AttestationService(Parts parts);

    /// On a thread that may wait; answers there or on the writer's, once durable: when it was judged (Unix seconds),
    /// where it was verified. `certificate` and who is refused with what as in CheckInService::checkIn, and the
    /// problems of checkReport; Replayed for a nonce that is not fresh; DirectIdentifier for an attestation that names
    /// the device; RateLimited. AttestationRejected, whose `where` is the reason code, once that is kept.
    void attest(const QByteArray &certificate, const enigm::enrollment::AttestationClaim &claim, Answer answer);

private:
    struct Finding;

    [[nodiscard]] Expected<Finding> judge(const enigm::fleet::DeviceHandle &handle,
                                          const enigm::enrollment::AttestationClaim &claim);
    [[nodiscard]] Expected<void> keep(store::Transaction &transaction, const Finding &finding) const;
    [[nodiscard]] Expected<void> keepChange(store::Transaction &transaction, const Finding &finding,
                                            const QString &before, qint64 &cursor) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::enrollment
