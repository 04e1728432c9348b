#pragma once

#include "contract/enrollment/AttestationGround.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::enrollment {

inline constexpr qsizetype nonceSize = 32;

/// What an enrolment rests on, as the control plane keeps it and consoles judge it again: {"chain":[DER],"enrolled",
/// "handle","nonce","profile","replaces","tls_key"}.
struct Enrollment
{
    fleet::DeviceHandle handle;                       ///< the console's
    QByteArray nonce;                                 ///< that the device was given
    QByteArray tlsKey;                                ///< SHA-256 of the SubjectPublicKeyInfo that its certificate has
    std::vector<QByteArray> chain;                    ///< DER certificates, leaf first
    qint64 enrolledAt = 0;                            ///< Unix seconds
    std::optional<QString> profile = {};              ///< id of the profile whose token was used
    std::optional<fleet::DeviceHandle> replaces = {}; ///< the device that it takes the place of

    [[nodiscard]] json::Value toJson() const;
    static Expected<Enrollment> fromJson(const json::Value &value);

    friend bool operator==(const Enrollment &, const Enrollment &) = default;
};

/// An array of 1 to 10 DER certificates as base64url, leaf first. Nothing is read of them yet.
[[nodiscard]] Expected<std::vector<QByteArray>> parseChain(const json::Value &value, const QString &pointer);

/// What the hardware is asked to attest: SHA-256 over
///
///     "enigm enrollment v1" 0x00 | deployment id (32 bytes) | nonce (32 bytes) | SHA-256 of the TLS key (32 bytes)
///
/// so that the attestation is good for one deployment, one enrolment and the one key that the certificate will have.
[[nodiscard]] QByteArray enrollmentChallenge(QByteArrayView deployment, QByteArrayView nonce, QByteArrayView tlsKey);

/// Judges the attestation of an enrolment at `at` (Unix seconds): the same code where a device enrols and in the
/// console of whoever signs its admission. `leastLevel`, where given, is asked for beside the organisation's own.
[[nodiscard]] fleet::AttestationVerdict judgeEnrollment(const Enrollment &enrollment, const AttestationGround &ground,
                                                        qint64 at, std::optional<fleet::SecurityLevel> leastLevel = {});

} // namespace enigm::enrollment
