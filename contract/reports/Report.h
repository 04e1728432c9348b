#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/reports/Acknowledgement.h"
#include "contract/reports/FreshAttestation.h"
#include "contract/reports/HeldPolicies.h"
#include "contract/reports/Posture.h"
#include "contract/reports/UpdateReport.h"
#include "contract/signing/Jws.h"

#include <QByteArray>

#include <variant>

namespace enigm::reports {

inline constexpr auto reportTyp = QLatin1StringView("enigm-report+jws");

/// What a report is about; the kind of the report is named by it: "acknowledgement", "posture", "attestation",
/// "policies", "update".
using ReportBody = std::variant<Acknowledgement, Posture, FreshAttestation, HeldPolicies, UpdateReport>;

/// What a device says of itself, typ enigm-report+jws, signed by its attested key:
/// {"body","deployment","handle","kind", "nonce","time","v":1}.
struct Report
{
    QByteArray deployment;      ///< 32 bytes
    fleet::DeviceHandle handle; ///< the console's
    ReportBody body;
    qint64 time = 0;  ///< Unix seconds of the device's clock
    QByteArray nonce; ///< 16 bytes that the server gave this device for this report

    static Expected<Report> fromJson(const json::Value &payload);
    [[nodiscard]] json::Value toJson() const;

    friend bool operator==(const Report &, const Report &) = default;
};

struct SignedReport
{
    signing::Jws jws;
    Report report;

    /// Parsed is not yet verified: Jws::verify does that.
    static Expected<SignedReport> parse(QByteArrayView compact);
    /// What will be signed; checked, because nobody signs what nobody would accept.
    static Expected<signing::UnsignedJws> prepare(const Report &report, const signing::PublicKey &key);
    static Expected<SignedReport> sign(const Report &report, const signing::Signer &signer);
};

} // namespace enigm::reports
