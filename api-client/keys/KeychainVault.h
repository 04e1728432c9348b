#pragma once

#include "api-client/keys/KeyVault.h"

namespace enigm::client {

/// Sealed operator keys in the person's keychain (libsecret, KWallet, Keychain, Credential Manager). One entry a
/// deployment holds the list of its operator files.
class KeychainVault final : public KeyVault
{
public:
    KeychainVault();

    /// Whether a keychain can be written and read: a probe entry is written, since a locked keychain answers reads as
    /// if nothing were there. KeychainUnavailable with what a person can do.
    [[nodiscard]] Task<Expected<void>> probe();

    [[nodiscard]] QString kind() const override;
    [[nodiscard]] Task<Expected<std::vector<deployment::OperatorFile>>> list(QByteArray deployment) override;
    [[nodiscard]] Task<Expected<void>> store(deployment::OperatorFile file) override;
    [[nodiscard]] Task<Expected<void>> remove(QByteArray deployment, QString operatorId) override;

private:
    [[nodiscard]] Task<Expected<void>> write(QByteArray deployment, std::vector<deployment::OperatorFile> files);
};

} // namespace enigm::client
