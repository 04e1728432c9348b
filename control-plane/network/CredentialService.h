#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/DeviceCertificateAuthority.h"
#include "control-plane/fleet/HandleService.h"
#include "control-plane/network/NetworkHandles.h"
#include "control-plane/store/Writer.h"

#include <QByteArray>

namespace enigm::controlplane::network {

/// What a device asks to be known by at the ways into the network, for this epoch: keys that it has made for it.
struct CredentialClaim
{
    QByteArray request;      ///< DER (PKCS #10), of a P-256 key
    QByteArray wireguardKey; ///< X25519, 32 bytes
    QByteArray onionKey;     ///< X25519, 32 bytes

    static constexpr qsizetype keySize = 32;
};

struct Credential
{
    enigm::fleet::DeviceHandle handle; ///< the network's, of the epoch
    qint64 epoch = 0;
    qint64 notAfter = 0; ///< the last second at which the certificate is good
    QByteArray certificate;
    QByteArray authority; ///< the certificate of whoever signed it
};

/// Gives served devices a certificate for one epoch that names them by its network handle, so that nothing which lasts
/// joins what gateways see of them on two days. Of the handle nothing is stored. Thread-safe.
class CredentialService
{
public:
    struct Parts
    {
        const store::Database &database;
        store::Writer &writer;
        const time::Clock &clock;
        fleet::HandleService &handles; ///< says which devices are served
        const Expected<fleet::DeviceCertificateAuthority> &authority;
        NetworkHandles &known;
    };
    /// Borrows all parts.
    explicit CredentialService(const Parts &parts);

    /// CertificateRefused and DeviceRefused as at check-in; OutOfRange for a key that lasts, AlreadyExists for one of
    /// another device or epoch, the problems of CertificationRequest::parse. Asking again within an epoch replaces.
    /// Waits for the disk.
    [[nodiscard]] Expected<Credential> issue(const QByteArray &certificate, const CredentialClaim &claim);
    /// DER.
    [[nodiscard]] Expected<QByteArray> authority() const;

private:
    [[nodiscard]] Expected<void> checkFresh(const enigm::fleet::DeviceHandle &device, const QByteArray &key) const;

    const Parts m_parts;
};

} // namespace enigm::controlplane::network
