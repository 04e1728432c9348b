#pragma once

#include "api-client/wire/Task.h"
#include "contract/deployment/WitnessFile.h"
#include "contract/signing/Secret.h"
#include "contract/signing/Signer.h"

#include <QString>

#include <memory>

namespace enigm::client {

/// The key of a witness that this console is. It is open while the console runs: a witness signs every minute, and what
/// it signs binds nobody to anything.
struct WitnessKey
{
    QString name;                               ///< as the governance log has it
    std::shared_ptr<const signing::Signer> key; ///< Ed25519
};

/// Opens the key in a file, which takes a tenth of a second, on another thread. WrongPassphrase.
[[nodiscard]] Task<Expected<WitnessKey>> openWitnessKey(deployment::WitnessFile file, signing::Secret passphrase);

} // namespace enigm::client
