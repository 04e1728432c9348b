#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/MacKey.h"
#include "contract/signing/Signer.h"

#include <QString>

#include <memory>

namespace enigm::signing {

/// Keys in a PKCS#11 token that a server uses for as long as it runs: it keeps the PIN, and opens its session again
/// where the token has lost it or was away. One call at a time reaches the token. Thread-safe; shared with the keys.
///
/// A PIN that the token refuses is not tried again, so that a server which comes back every second locks no token.
class Pkcs11Keyring
{
public:
    /// Logs in. TokenUnavailable, also for a module that others than the administrator can exchange; WrongPassphrase
    /// for the PIN.
    [[nodiscard]] static Expected<std::shared_ptr<const Pkcs11Keyring>> open(const QString &modulePath,
                                                                             const QString &tokenLabel, Secret pin);
    ~Pkcs11Keyring();
    Q_DISABLE_COPY_MOVE(Pkcs11Keyring)

    // Of this label, which the token never gives out. TokenUnavailable where there is none, or one that can be taken
    // out.
    [[nodiscard]] static Expected<std::shared_ptr<const Signer>> signer(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                                        const QString &label);
    [[nodiscard]] static Expected<std::shared_ptr<const MacKey>> macKey(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                                        const QString &label);
    // The same, made there first. AlreadyExists where the token holds a key of this label.
    [[nodiscard]] static Expected<std::shared_ptr<const Signer>> makeP256(std::shared_ptr<const Pkcs11Keyring> keyring,
                                                                          const QString &label);
    [[nodiscard]] static Expected<std::shared_ptr<const MacKey>>
    makeMacKey(std::shared_ptr<const Pkcs11Keyring> keyring, const QString &label);

private:
    class Impl;
    class KeyringSigner;
    class KeyringMacKey;
    explicit Pkcs11Keyring(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace enigm::signing
