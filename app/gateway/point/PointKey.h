#pragma once

#include "api-client/wire/TlsIdentity.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::gateway {

/// The P-256 key of an enforcement point and its self-signed certificate. What makes it an enforcement point is an
/// approved change that names the key's digest; the certificate only carries the key.
struct PointKey
{
    client::TlsIdentity identity;
    /// SHA-256 of the SubjectPublicKeyInfo as base64url: the `key` of `enforcement-point.enroll`.
    QByteArray digest;

    /// Makes key.pem and certificate.pem in this folder, which is made where it is missing; nobody but their owner may
    /// read them. AlreadyExists rather than to replace a key, FileUnreadable.
    [[nodiscard]] static Expected<PointKey> create(const QString &folder, qint64 now);
    /// FileUnreadable, TooLarge; MalformedKey and MalformedCertificate, also where the two do not belong together.
    [[nodiscard]] static Expected<PointKey> load(const QString &folder);
};

} // namespace enigm::gateway
