#pragma once

#include "contract/fleet/Attestation.h"
#include "contract/reports/AttestedReport.h"

#include <optional>

namespace enigm::reports {

/// What the control plane has found of an attestation: {"level","outcome","patch","reason"}.
struct AttestationFinding
{
    fleet::AttestationReason reason = fleet::AttestationReason::NoChain; ///< the outcome follows from it
    // As far as they can be believed: null where the chain or its challenge did not hold.
    std::optional<fleet::SecurityLevel> level = {};
    std::optional<qint64> patch = {}; ///< YYYYMM

    [[nodiscard]] static AttestationFinding of(const fleet::AttestationVerdict &verdict);
    [[nodiscard]] fleet::AttestationOutcome outcome() const { return fleet::outcomeOf(reason); }

    [[nodiscard]] json::Value toJson() const;
    static Expected<AttestationFinding> fromJson(const json::Value &value, const QString &pointer);

    friend bool operator==(const AttestationFinding &, const AttestationFinding &) = default;
};

/// Whether the hardware vouches for what the chain says of the device: chain and challenge held, and what was objected
/// to, if anything, is what it says.
[[nodiscard]] bool isBelievable(fleet::AttestationOutcome outcome);

/// A fresh attestation as it was handed in, and what was found; the body of an attestation.judged entry:
/// {"finding","key":JWK,"report":JWS}.
struct JudgedAttestation : AttestedReport<FreshAttestation>
{
    AttestationFinding finding;

    /// Strict. Nothing is verified yet, and the finding is the control plane's word.
    static Expected<JudgedAttestation> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
    /// As AttestedReport::describe: refused where the attestation was.
    [[nodiscard]] log::ActivityEntry describe() const;
};

} // namespace enigm::reports
