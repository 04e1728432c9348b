#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/reports/Report.h"
#include "contract/signing/PublicKey.h"

namespace enigm::reports {

/// A report of one kind with the key that signed it: what a device hands in, and the body of the entry that keeps it:
/// {"key":JWK,"report":JWS}. The key is the attested one, of which deployment and evidence know the thumbprint alone.
/// Defined for the bodies of Report.
template <typename Body>
struct AttestedReport
{
    signing::PublicKey key;
    SignedReport report;

    /// Strict; OutOfRange for a report of another kind. Nothing is verified yet.
    static Expected<AttestedReport> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] const Body &body() const { return std::get<Body>(report.report.body); }
    /// That the device whose attested key has this thumbprint has signed it: UnknownKey, BadSignature.
    [[nodiscard]] Expected<void> verify(const QString &thumbprint) const;
    /// The header of the entry; index, time, governance size and body digest are left to whoever writes it.
    [[nodiscard]] log::ActivityEntry describe() const;
};

} // namespace enigm::reports
