#pragma once

#include "contract/enrollment/Enrollment.h"
#include "contract/enrollment/EnrollmentTicket.h"
#include "contract/fleet/DeviceState.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QByteArray>

#include <vector>

namespace enigm::enrollment {

/// What a device hands in to enrol: {"chain":[DER],"nonce","request","token"}.
struct EnrollmentClaim
{
    signing::Secret token;
    QByteArray nonce;              ///< as it was given for this token
    std::vector<QByteArray> chain; ///< attests enrollmentChallenge
    QByteArray request;            ///< DER certification request of the TLS key

    /// Strict. Nothing is verified yet.
    static Expected<EnrollmentClaim> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

/// {"token"}: what a nonce is asked for with.
[[nodiscard]] Expected<signing::Secret> readToken(const json::Value &value);
[[nodiscard]] json::Value tokenJson(const signing::Secret &token);

/// What the control plane answers to a claim: {"certificate","handle","state"}. The certificate says which device
/// speaks; what it may is the device's state, which is pending enrolment until people have admitted it.
struct EnrollmentAnswer
{
    QByteArray certificate; ///< DER
    fleet::DeviceHandle handle;
    fleet::DeviceState state = fleet::DeviceState::PendingEnrollment;

    static Expected<EnrollmentAnswer> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

/// What the control plane gives for a token: {"expires","nonce"}.
struct EnrollmentNonce
{
    QByteArray nonce;
    qint64 expires = 0; ///< Unix seconds

    static Expected<EnrollmentNonce> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
};

} // namespace enigm::enrollment
