#include "contract/fleet/Attestation.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

struct OutcomeRow
{
    AttestationOutcome outcome;
    QLatin1StringView word;
};

constexpr std::array outcomeRows{
    OutcomeRow{AttestationOutcome::Verified, "verified"_L1},
    OutcomeRow{AttestationOutcome::NotEvaluated, "not-evaluated"_L1},
    OutcomeRow{AttestationOutcome::InvalidTrustChain, "invalid-trust-chain"_L1},
    OutcomeRow{AttestationOutcome::UnsupportedDevice, "unsupported-device"_L1},
    OutcomeRow{AttestationOutcome::IneligibleBuild, "ineligible-build"_L1},
    OutcomeRow{AttestationOutcome::StaleAttestation, "stale-attestation"_L1},
    OutcomeRow{AttestationOutcome::ReplayAttempt, "replay-attempt"_L1},
    OutcomeRow{AttestationOutcome::EligibilityFailure, "eligibility-failure"_L1},
};

struct ReasonRow
{
    AttestationReason reason;
    AttestationOutcome outcome;
    QLatin1StringView word;
};

using enum AttestationOutcome;

constexpr std::array reasonRows{
    ReasonRow{AttestationReason::None, Verified, "none"_L1},
    ReasonRow{AttestationReason::NoChain, NotEvaluated, "no-chain"_L1},
    ReasonRow{AttestationReason::NoRevocationList, NotEvaluated, "no-revocation-list"_L1},
    ReasonRow{AttestationReason::Malformed, InvalidTrustChain, "malformed"_L1},
    ReasonRow{AttestationReason::WeakAlgorithm, InvalidTrustChain, "weak-algorithm"_L1},
    ReasonRow{AttestationReason::Incomplete, InvalidTrustChain, "incomplete"_L1},
    ReasonRow{AttestationReason::Names, InvalidTrustChain, "names"_L1},
    ReasonRow{AttestationReason::Signature, InvalidTrustChain, "signature"_L1},
    ReasonRow{AttestationReason::Root, InvalidTrustChain, "root"_L1},
    ReasonRow{AttestationReason::AttestedIssuer, InvalidTrustChain, "attested-issuer"_L1},
    ReasonRow{AttestationReason::Revoked, InvalidTrustChain, "revoked"_L1},
    ReasonRow{AttestationReason::NotYetValid, InvalidTrustChain, "not-yet-valid"_L1},
    ReasonRow{AttestationReason::Algorithm, UnsupportedDevice, "algorithm"_L1},
    ReasonRow{AttestationReason::NoKeyDescription, UnsupportedDevice, "no-key-description"_L1},
    ReasonRow{AttestationReason::KeyDescription, UnsupportedDevice, "key-description"_L1},
    ReasonRow{AttestationReason::Version, UnsupportedDevice, "version"_L1},
    ReasonRow{AttestationReason::Expired, StaleAttestation, "expired"_L1},
    ReasonRow{AttestationReason::Lapsed, StaleAttestation, "lapsed"_L1},
    ReasonRow{AttestationReason::Challenge, ReplayAttempt, "challenge"_L1},
    ReasonRow{AttestationReason::NoRootOfTrust, IneligibleBuild, "no-root-of-trust"_L1},
    ReasonRow{AttestationReason::Unlocked, IneligibleBuild, "unlocked"_L1},
    ReasonRow{AttestationReason::BootState, IneligibleBuild, "boot-state"_L1},
    ReasonRow{AttestationReason::BootKey, IneligibleBuild, "boot-key"_L1},
    ReasonRow{AttestationReason::SecurityLevel, EligibilityFailure, "security-level"_L1},
    ReasonRow{AttestationReason::PatchLevel, EligibilityFailure, "patch-level"_L1},
    ReasonRow{AttestationReason::KeyOrigin, EligibilityFailure, "key-origin"_L1},
};

constexpr auto outcomes = [] {
    std::array<AttestationOutcome, outcomeRows.size()> result{};
    std::ranges::transform(outcomeRows, result.begin(), &OutcomeRow::outcome);
    return result;
}();

constexpr auto reasons = [] {
    std::array<AttestationReason, reasonRows.size()> result{};
    std::ranges::transform(reasonRows, result.begin(), &ReasonRow::reason);
    return result;
}();

} // namespace

std::span<const AttestationOutcome> allAttestationOutcomes()
{
    return outcomes;
}

QLatin1StringView toWord(AttestationOutcome outcome)
{
    return outcomeRows[static_cast<std::size_t>(outcome)].word;
}

std::optional<AttestationOutcome> attestationOutcomeFromWord(QAnyStringView word)
{
    for (const OutcomeRow &row : outcomeRows) {
        if (row.word == word)
            return row.outcome;
    }
    return std::nullopt;
}

std::span<const AttestationReason> allAttestationReasons()
{
    return reasons;
}

QLatin1StringView toWord(AttestationReason reason)
{
    return reasonRows[static_cast<std::size_t>(reason)].word;
}

AttestationOutcome outcomeOf(AttestationReason reason)
{
    return reasonRows[static_cast<std::size_t>(reason)].outcome;
}

QLatin1StringView toWord(Provisioning provisioning)
{
    switch (provisioning) {
    case Provisioning::Factory:
        return "factory"_L1;
    case Provisioning::Remote:
        return "remote"_L1;
    }
    Q_UNREACHABLE();
}

std::optional<SecurityLevel> AttestationFacts::securityLevel() const
{
    if (!description)
        return std::nullopt;
    return std::min(description->attestationSecurityLevel, description->keyMintSecurityLevel);
}

std::optional<RootOfTrust> AttestationFacts::rootOfTrust() const
{
    return description ? description->hardwareEnforced.rootOfTrust : std::nullopt;
}

std::optional<quint64> AttestationFacts::osPatchLevel() const
{
    return description ? description->hardwareEnforced.number(AuthorizationTag::OsPatchLevel) : std::nullopt;
}

} // namespace enigm::fleet
