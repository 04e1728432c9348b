#pragma once

#include "contract/fleet/KeyDescription.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "contract/signing/Signer.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace enigm::samples {

/// What a sample device says of itself when it enrols.
struct SampleDeviceTraits
{
    QByteArray challenge = {};
    fleet::SecurityLevel level = fleet::SecurityLevel::StrongBox;
    bool locked = true;
    fleet::VerifiedBootState bootState = fleet::VerifiedBootState::Verified;
    /// 32 bytes; all zero for an unlocked device.
    QByteArray bootKey = QByteArray(32, '\x5a');
    quint64 osVersion = 160000;
    /// YYYYMM; the vendor's and the boot's are its fifth day.
    quint64 patchLevel = 202610;
    /// What no device should attest here: it names the device. Left out where empty.
    QByteArray serialNumber = {};
    /// Unix seconds: when the key was made.
    qint64 createdAt = 0;
};

/// A device with the private key that a phone would never give away. For samples and tests only.
struct SampleDevice
{
    std::unique_ptr<signing::PrivateKey> attestedKey;
    /// DER certificates, leaf first: attested key, attestation key, root.
    std::vector<QByteArray> chain;
};

/// Makes devices whose attestation has the form of a real phone's, under a sample root that only a deployment marked as
/// a sample accepts. The verifier of contract/fleet judges them like any other. Thread-safe once made.
class SampleDeviceFactory
{
public:
    /// Certifies `rootKey` (P-256) and a fresh attestation key below it for this time. MalformedKey, OutOfRange.
    [[nodiscard]] static Expected<SampleDeviceFactory> make(const signing::Signer &rootKey, qint64 notBefore,
                                                            qint64 notAfter);

    /// What make() made, sealed by a passphrase (signing::sealBytes) over {"attestation":PKCS#8,"certificate",
    /// "not_after","not_before","root","v":1}: `found --sample` writes DIR/sample/attestation.json, so that simulated
    /// devices can enrol later. Canonical JSON with a final newline.
    [[nodiscard]] QByteArray seal(const signing::Secret &passphrase) const;
    /// WrongPassphrase; the problems of JSON and keys.
    [[nodiscard]] static Expected<SampleDeviceFactory> open(QByteArrayView bytes, const signing::Secret &passphrase);

    /// The root's DER certificate, for the founding's `attestation.roots`.
    [[nodiscard]] const QByteArray &root() const { return m_root; }

    /// A new device; some thousands a second on one core.
    [[nodiscard]] Expected<SampleDevice> makeDevice(const SampleDeviceTraits &traits) const;
    /// The chain of a key that is there already, such as one that a simulated device holds. DER SubjectPublicKeyInfo.
    [[nodiscard]] Expected<std::vector<QByteArray>> attest(const QByteArray &attestedKey,
                                                           const SampleDeviceTraits &traits) const;

private:
    SampleDeviceFactory() = default;
    [[nodiscard]] static Expected<SampleDeviceFactory> parse(QByteArrayView plain);

    QByteArray m_root;
    std::shared_ptr<const signing::PrivateKey> m_attestationKey;
    QByteArray m_attestationCertificate;
    qint64 m_notBefore = 0;
    qint64 m_notAfter = 0;
};

} // namespace enigm::samples
