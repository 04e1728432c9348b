#pragma once

#include "contract/enrollment/EnrollmentClaim.h"
#include "contract/fleet/Attestation.h"
#include "contract/problems/Problem.h"
#include "contract/signing/MacKey.h"
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

/// Takes devices in, as far as pending enrolment: who holds the token of an open profile and shows by a hardware
/// attestation over a fresh nonce that its key lives where the organisation asks. A certificate comes with it, which
/// grants nothing. Thread-safe.
class EnrollmentService
{
public:
    using Issue = std::function<Expected<QByteArray>(const enigm::fleet::DeviceHandle &, const QByteArray &)>;
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        audit::Sequencer &sequencer;
        const time::Clock &clock;
        identity::DirectoryView directory;
        const RevocationLists &revocations;
        fleet::CheckInService &checkIns;  ///< counts what was refused
        Issue issue;                      ///< a certificate for a handle and a TLS key (DER SubjectPublicKeyInfo)
        const signing::MacKey &handleKey; ///< derives the console's handles
    };
    using Answer = std::move_only_function<void(const Expected<enigm::enrollment::EnrollmentAnswer> &)>;

    /// Borrows all parts.
    explicit EnrollmentService(Parts parts);

    /// EnrollmentRefused for a token of no open profile. It says no more: whoever asks may be guessing.
    [[nodiscard]] Expected<enigm::enrollment::EnrollmentNonce> nonce(const signing::Secret &token);
    /// On a thread that may wait; answers there or on the writer's, once durable. A claim that was taken is answered
    /// again, so that a lost answer costs nobody a token. EnrollmentRefused; Replayed for a nonce that is not fresh;
    /// the problems of the certification request; AttestationRejected, whose `where` is the reason code;
    /// DirectIdentifier for an attestation that names the device; AlreadyExists
    /// for an attested key that has enrolled before.
    void enrol(const enigm::enrollment::EnrollmentClaim &claim, Answer answer);

private:
    struct Arrival;

    [[nodiscard]] Expected<store::ProfileRow> openProfile(const signing::Secret &token) const;
    [[nodiscard]] Expected<Arrival> judge(const enigm::enrollment::EnrollmentClaim &claim, const QByteArray &tlsKey);
    /// The answer to a claim that was taken before; nothing for a new one.
    [[nodiscard]] Expected<std::optional<enigm::enrollment::EnrollmentAnswer>>
    repeated(const enigm::enrollment::EnrollmentClaim &claim, const QByteArray &tlsKey) const;
    [[nodiscard]] Expected<void> keep(store::Transaction &transaction, const Arrival &arrival) const;

    Parts m_parts;
    fleet::NonceBook m_nonces;
};

} // namespace enigm::controlplane::enrollment
