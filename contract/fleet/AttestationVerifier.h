#pragma once

#include "contract/fleet/Attestation.h"
#include "contract/fleet/RevocationList.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace enigm::fleet {

/// What an organisation takes for good enough (governance: "attestation").
struct AttestationAcceptance
{
    /// Any boot state, unlocked boot loaders too. For laboratories only.
    bool lab = false;
    /// Verified-boot keys with which a self-signed system is accepted, as RootOfTrust::verifiedBootKey gives them.
    std::vector<QByteArray> bootKeys = {};
    SecurityLevel leastLevel = SecurityLevel::TrustedEnvironment;
    /// The oldest accepted system patch level, YYYYMM.
    std::optional<quint64> leastPatch = {};
};

/// Everything a judgement hangs on: the same input has the same verdict on every machine.
struct AttestationInput
{
    /// DER certificates, leaf first, as parseCertificateChain answers them.
    std::vector<QByteArray> chain;
    /// The accepted roots: DER certificates or SubjectPublicKeyInfos. Only their keys count.
    std::vector<QByteArray> roots = {};
    /// More of them, as SHA-256 of their SubjectPublicKeyInfos.
    std::vector<QByteArray> rootDigests = {};
    RevocationList revocation = {};
    /// The challenge that the device was given. An empty one is never met.
    QByteArray expectedChallenge = {};
    /// Unix seconds: the instant at which every certificate, the root's too, must be valid.
    qint64 at = 0;
    AttestationAcceptance acceptance = {};
};

/// Judges an Android key attestation (https://source.android.com/docs/security/features/keystore/attestation): walks
/// the presented chain link by link, then reads the leaf's key description. Pure and thread-safe.
///
/// The chain is walked by its own rule and not as RFC 5280 path validation, because good chains have issuers with
/// CA:FALSE. What keeps an attested application key from issuing is that only the leaf may carry a key description.
[[nodiscard]] AttestationVerdict judgeAttestation(const AttestationInput &input);

/// The challenge that the leaf says it answers, for a tool that inspects a chain without having asked for it.
[[nodiscard]] Expected<QByteArray> challengeOf(const std::vector<QByteArray> &chain);

/// The DER SubjectPublicKeyInfo of a root given as DER certificate or SubjectPublicKeyInfo; MalformedKey.
[[nodiscard]] Expected<QByteArray> attestationRootKey(QByteArrayView der);

} // namespace enigm::fleet
