#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "contract/signing/Signer.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace enigm::deployment {

/// What a simulated device holds.
struct DeviceIdentity
{
    fleet::DeviceHandle handle;                             ///< the console's
    std::shared_ptr<const signing::PrivateKey> attestedKey; ///< P-256
    std::shared_ptr<const signing::PrivateKey> tlsKey;      ///< P-256
    QByteArray certificate;                                 ///< DER, of the TLS key
};

/// Devices of a sample as one file, sealed by a passphrase (signing::sealBytes) over the canonical JSON
/// {"deployment":id,"devices":[{"attested":PKCS#8,"certificate","handle","tls":PKCS#8}],"v":1}. `found --sample` writes
/// DIR/sample/devices/000.json and so on; the simulator reads them.
struct DeviceArchive
{
    /// So many fit into one file.
    static constexpr std::size_t mostDevices = 5000;

    QByteArray deployment; ///< 32 bytes
    std::vector<DeviceIdentity> devices;

    /// Canonical JSON of the sealed archive, with a final newline.
    [[nodiscard]] QByteArray seal(const signing::Secret &passphrase) const;
    /// WrongPassphrase; OutOfRange for too many devices; the problems of JSON, keys and handles.
    [[nodiscard]] static Expected<DeviceArchive> open(QByteArrayView bytes, const signing::Secret &passphrase);
    /// What lies under the seal.
    [[nodiscard]] static Expected<DeviceArchive> parse(QByteArrayView plain);
};

} // namespace enigm::deployment
