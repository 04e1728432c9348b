#pragma once

#include "contract/enrollment/AttestationGround.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/reports/AttestedReport.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::enrollment {

/// What a device hands in that attests again: {"chain":[DER],"key":JWK,"report":JWS}. Hardware fixes the challenge of a
/// key when it makes it, so that a device makes a fresh key beside its attested one and lets that be attested over
/// attestationChallenge; the report, which the attested key signs, says that the chain is this device's.
struct AttestationClaim
{
    std::vector<QByteArray> chain; ///< DER certificates, leaf first
    reports::AttestedReport<reports::FreshAttestation> attested;

    /// Strict; BodyMismatch for another chain than was signed. Nothing is verified yet.
    static Expected<AttestationClaim> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

/// What the hardware is asked to attest: SHA-256 over
///
///     "enigm attestation v1" 0x00 | deployment id (32 bytes) | nonce (16 bytes) | thumbprint of the attested key
///     (ASCII)
///
/// so that the attestation is good for one deployment, one nonce and one device.
[[nodiscard]] QByteArray attestationChallenge(QByteArrayView deployment, QByteArrayView nonce,
                                              const QString &attestedKey);

/// Judges it at `at` (Unix seconds): the chain alone, and not who has signed the report.
[[nodiscard]] fleet::AttestationVerdict judgeClaim(const AttestationClaim &claim, const QString &attestedKey,
                                                   const AttestationGround &ground, qint64 at);

} // namespace enigm::enrollment
