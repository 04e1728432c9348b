#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/reports/Report.h"
#include "contract/signing/PublicKey.h"

namespace enigm::reports {

/// The body of an effect.outcome entry, and what a device hands in: {"key":JWK,"report":JWS}. The key is the attested
/// one, of which deployment and evidence know the thumbprint alone.
struct EffectOutcome
{
    signing::PublicKey key;
    SignedReport report;

    /// Strict. Nothing is verified yet.
    static Expected<EffectOutcome> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] const Acknowledgement &acknowledgement() const;
    /// That the device whose attested key has this thumbprint has signed it: UnknownKey, BadSignature.
    [[nodiscard]] Expected<void> verify(const QString &thumbprint) const;
    /// The header of the entry; index, time, governance size and body digest are left to whoever writes it.
    [[nodiscard]] log::ActivityEntry describe() const;
};

} // namespace enigm::reports
