#pragma once

#include "contract/fleet/KeyDescription.h"
#include "contract/json/JsonValue.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace enigm::fleet {

/// The server's judgement of a device's hardware attestation. The last six are rejections.
enum class AttestationOutcome {
    Verified,
    NotEvaluated,
    InvalidTrustChain,
    UnsupportedDevice,
    IneligibleBuild,
    StaleAttestation,
    ReplayAttempt,
    EligibilityFailure,
};

[[nodiscard]] std::span<const AttestationOutcome> allAttestationOutcomes();
/// "verified", "invalid-trust-chain" and so on.
[[nodiscard]] QLatin1StringView toWord(AttestationOutcome outcome);
[[nodiscard]] std::optional<AttestationOutcome> attestationOutcomeFromWord(QAnyStringView word);

/// Why the outcome is what it is. Each reason belongs to one outcome.
enum class AttestationReason {
    None, ///< verified
    // not-evaluated
    NoChain,          ///< nothing was presented
    NoRevocationList, ///< the list that the organisation goes by is not at hand
    // invalid-trust-chain
    Malformed,      ///< a certificate or a key in it cannot be read
    WeakAlgorithm,  ///< RSA below 2048 bits, MD5 or SHA-1
    Incomplete,     ///< a single certificate, or more than ten
    Names,          ///< a certificate was not issued by the next one's subject
    Signature,      ///< a signature does not verify
    Root,           ///< the chain does not end in an accepted root key
    AttestedIssuer, ///< a certificate above the leaf is itself an attested key
    Revoked,        ///< a serial number is revoked or suspended
    NotYetValid,    ///< a certificate's validity begins later
    // unsupported-device
    Algorithm,        ///< a key or signature algorithm that cannot be judged
    NoKeyDescription, ///< the leaf carries no attestation
    KeyDescription,   ///< the leaf's attestation cannot be read
    Version,          ///< the attestation's version is not known
    // stale-attestation
    Expired, ///< a certificate's validity is over
    Lapsed,  ///< it was judged too long ago
    // replay-attempt
    Challenge, ///< the attestation answers another challenge
    // ineligible-build
    NoRootOfTrust, ///< the hardware says nothing of the boot
    Unlocked,      ///< the boot loader is unlocked
    BootState,     ///< the system was not verified at boot
    BootKey,       ///< self-signed with a key that is not listed
    // eligibility-failure
    SecurityLevel, ///< the key lives in a weaker place than accepted
    PatchLevel,    ///< the system's patch level is too old or missing
    KeyOrigin,     ///< the hardware does not say that it made the key
};

[[nodiscard]] std::span<const AttestationReason> allAttestationReasons();
/// The reason code, such as "boot-key"; "none" for a verified attestation.
[[nodiscard]] QLatin1StringView toWord(AttestationReason reason);
/// The one outcome that goes with the reason.
[[nodiscard]] AttestationOutcome outcomeOf(AttestationReason reason);

/// How the key that attests came into the device.
enum class Provisioning { Factory, Remote };

/// "factory", "remote".
[[nodiscard]] QLatin1StringView toWord(Provisioning provisioning);

/// What the presented certificates say. Believable only under the outcome verified; shown under every outcome. Values
/// that name one device (serial, IMEI, MEID, unique id) have no member to go into.
struct AttestationFacts
{
    std::optional<KeyDescription> description = {};
    /// DER SubjectPublicKeyInfo of the attested key; empty where the leaf cannot be read.
    QByteArray attestedKey = {};
    /// RFC 7638 thumbprint, where the attested key is a P-256 key.
    std::optional<QString> thumbprint = {};
    Provisioning provisioning = Provisioning::Factory;
    /// SHA-256 of the SubjectPublicKeyInfo of the last certificate.
    QByteArray rootDigest = {};
    /// Of the presented chain, leaf first.
    std::vector<QString> serials = {};

    /// The lower of the two security levels.
    [[nodiscard]] std::optional<SecurityLevel> securityLevel() const;
    /// As the hardware enforces it; nothing where it says nothing.
    [[nodiscard]] std::optional<RootOfTrust> rootOfTrust() const;
    /// YYYYMM, as the hardware enforces it.
    [[nodiscard]] std::optional<quint64> osPatchLevel() const;
};

/// One fact for a person: a stable name ("verified_boot_state") and its value as text, safe to show as plain text.
struct AttestationLine
{
    QString name;
    QString value;
    friend bool operator==(const AttestationLine &, const AttestationLine &) = default;
};

struct AttestationVerdict
{
    AttestationOutcome outcome = AttestationOutcome::NotEvaluated;
    AttestationReason reason = AttestationReason::NoChain;
    AttestationFacts facts;

    /// Outcome, reason and facts in the order in which a person reads them. Console and enigmctl print these.
    [[nodiscard]] std::vector<AttestationLine> lines() const;
    /// {"outcome","reason","facts":{…}}: the same facts for scripts; binary as base64url, numbers as numbers (texts
    /// where no double holds them), facts that are not there left out.
    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::fleet
