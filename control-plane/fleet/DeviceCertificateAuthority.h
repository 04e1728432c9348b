#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Signer.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace enigm::controlplane::fleet {

/// A span of Unix seconds, both ends inside.
struct Validity
{
    qint64 notBefore = 0;
    qint64 notAfter = 0;
};

/// Issues the TLS client certificates with which enrolled devices come: to the control plane under their console
/// handles, to the ways into the network under those of an epoch. A certificate alone grants nothing: it says which
/// device speaks, and the device's state says what it may. Thread-safe.
class DeviceCertificateAuthority
{
public:
    using Audience = enigm::fleet::HandleAudience;

    /// Seconds for which devices are given their certificates.
    static constexpr qint64 certificateLifetime = 2 * 365 * 86'400;

    /// Makes the authority's self-signed certificate for this P-256 key. MalformedKey, OutOfRange.
    [[nodiscard]] static Expected<DeviceCertificateAuthority>
    make(std::shared_ptr<const signing::Signer> key, const Validity &validity, Audience audience = Audience::Console);
    /// An authority made before. MalformedCertificate, or UnknownKey where the certificate is of another key.
    [[nodiscard]] static Expected<DeviceCertificateAuthority> open(std::shared_ptr<const signing::Signer> key,
                                                                   const QByteArray &certificate,
                                                                   Audience audience = Audience::Console);

    /// The authority's DER certificate: what the device listener trusts.
    [[nodiscard]] const QByteArray &certificate() const { return m_certificate; }
    /// SHA-256 over the authority's SubjectPublicKeyInfo, as the founding's `device_ca` pins it.
    [[nodiscard]] QByteArray pin() const;

    /// A DER client certificate (extendedKeyUsage clientAuth) for a device's TLS key (DER SubjectPublicKeyInfo) whose
    /// common name is the handle for this authority's audience. MalformedHandle for a handle of another audience;
    /// MalformedKey, OutOfRange.
    [[nodiscard]] Expected<QByteArray> issue(const enigm::fleet::DeviceHandle &handle, const QByteArray &tlsKey,
                                             const Validity &validity) const;

private:
    DeviceCertificateAuthority(std::shared_ptr<const signing::Signer> key, QByteArray certificate, Audience audience);

    std::shared_ptr<const signing::Signer> m_key;
    QByteArray m_certificate;
    Audience m_audience;
};

/// A self-signed DER server certificate (extendedKeyUsage serverAuth) for these host names and IPv4 addresses. Clients
/// pin its key, not its names. MalformedKey, OutOfRange.
[[nodiscard]] Expected<QByteArray> makeServerCertificate(const signing::Signer &key, const Validity &validity,
                                                         const QStringList &hosts = {QStringLiteral("localhost"),
                                                                                     QStringLiteral("127.0.0.1")});

} // namespace enigm::controlplane::fleet
