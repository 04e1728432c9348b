#pragma once

#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::client {

// Entries of this product in the person's keychain (libsecret, KWallet, Keychain, Credential Manager), never in its
// plain-text fallback. KeychainUnavailable.

/// Whether a keychain can be written and read: a probe entry is written, since a locked keychain answers reads as if
/// nothing were there. With what a person can do.
[[nodiscard]] Task<Expected<void>> probeKeychain();
struct KeychainEntry
{
    bool isThere = false;
    QByteArray bytes = {};
};
[[nodiscard]] Task<Expected<KeychainEntry>> readKeychain(QString entry);
[[nodiscard]] Task<Expected<void>> writeKeychain(QString entry, QByteArray bytes);

} // namespace enigm::client
