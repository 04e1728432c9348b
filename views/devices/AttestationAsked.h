#pragma once

#include "api-client/enrollment/AttestationClient.h"
#include "views/design/facts/StateWord.h"

namespace enigm::views::devices {

/// What became of a request for attestation, as a short word: how many devices are told, and that none has answered.
[[nodiscard]] design::StateWord attestationAskedWord(const client::AskedForAttestation &asked);

} // namespace enigm::views::devices
