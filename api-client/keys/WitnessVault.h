#pragma once

#include "api-client/keys/WitnessKey.h"
#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

namespace enigm::client {

/// The key by which this person's console is a witness of a deployment, in the keychain and nowhere else: it signs
/// while nobody is asked, so that no passphrase seals it, and the keychain is what keeps it from the disk. Without a
/// keychain there is none.
class WitnessVault
{
public:
    /// NotFound where there is none. KeychainUnavailable; MalformedJson, MalformedKey for an entry that is something
    /// else.
    [[nodiscard]] Task<Expected<WitnessKey>> load(QByteArray deployment) const;
    /// Makes one. AlreadyExists where there is one: others count on it. KeychainUnavailable, OutOfRange for a name that
    /// is none.
    [[nodiscard]] Task<Expected<WitnessKey>> create(QByteArray deployment, QString name) const;
};

} // namespace enigm::client
