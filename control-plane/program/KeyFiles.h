#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/MacKey.h"
#include "contract/signing/Signer.h"
#include "control-plane/fleet/RotatingHandles.h"

#include <QString>

#include <memory>

namespace enigm::controlplane::program {

/// The keys which say who a device is, where they lie in files below DIR/keys: device-ca.key, the device authority's
/// (PKCS#8, P-256), network-ca.key, that of the network's, and handle-console.key, handle-network.key,
/// handle-intelligence.key, which derive handles (32 bytes).
class KeyFiles
{
public:
    [[nodiscard]] static Expected<KeyFiles> make();
    /// Into DIR/keys, which is there. FileUnreadable.
    [[nodiscard]] Expected<void> write(const QString &directory) const;
    /// FileUnreadable, MalformedKey. A deployment that was founded when there were console handles alone is given the
    /// other keys now: nobody has used any yet.
    [[nodiscard]] static Expected<KeyFiles> read(const QString &directory);

    [[nodiscard]] const std::shared_ptr<const signing::PrivateKey> &deviceCa() const { return m_deviceCa; }
    [[nodiscard]] const std::shared_ptr<const signing::PrivateKey> &networkCa() const { return m_networkCa; }
    [[nodiscard]] fleet::HandleKeys handles() const;

private:
    KeyFiles() = default;
    struct HandleKeyFile;
    [[nodiscard]] Expected<void> readNetworkKey(const QString &directory);
    [[nodiscard]] Expected<void> keep(const HandleKeyFile &file, signing::Secret bytes);
    [[nodiscard]] Expected<void> makeHandleKey(const HandleKeyFile &file);
    [[nodiscard]] Expected<void> writeHandleKey(const QString &directory, const HandleKeyFile &file) const;
    [[nodiscard]] Expected<void> readHandleKey(const QString &directory, const HandleKeyFile &file);

    std::shared_ptr<const signing::PrivateKey> m_deviceCa;
    std::shared_ptr<const signing::PrivateKey> m_networkCa;
    std::shared_ptr<const signing::SecretMacKey> m_console;
    std::shared_ptr<const signing::SecretMacKey> m_network;
    std::shared_ptr<const signing::SecretMacKey> m_intelligence;
};

/// A key file below DIR/keys. FileUnreadable, MalformedKey.
[[nodiscard]] Expected<std::shared_ptr<const signing::PrivateKey>> readKeyFile(const QString &path,
                                                                               signing::PublicKey::Kind kind);
[[nodiscard]] Expected<void> writeKeyFile(const QString &path, const signing::PrivateKey &key);

} // namespace enigm::controlplane::program
