#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

namespace enigm::enrollment {

/// What an administrator hands to a device that is to enrol, as a QR code or as text: where to ask, the keys that must
/// answer, and the token that opens the way. The console draws it from its own pins, so that a device learns whom to
/// trust from the administrator and not from the server.
///
///     enigm-enroll:1:<deployment>:<tls>:<token>:<device url>
///
/// with the first three as exact base64url.
struct EnrollmentTicket
{
    static constexpr qsizetype tokenSize = 16;

    QByteArray deployment; ///< 32 bytes: the deployment id, to which the device holds the founding
    QByteArray tls;        ///< SHA-256 of the server's SubjectPublicKeyInfo
    signing::Secret token; ///< 16 random bytes
    QUrl deviceUrl;        ///< https, of the device listener

    [[nodiscard]] signing::Secret text() const;
    /// MalformedEncoding; UnsupportedVersion.
    [[nodiscard]] static Expected<EnrollmentTicket> parse(QByteArrayView text);
};

/// SHA-256 of a token: what is stored of it.
[[nodiscard]] QByteArray tokenDigest(const signing::Secret &token);

} // namespace enigm::enrollment
