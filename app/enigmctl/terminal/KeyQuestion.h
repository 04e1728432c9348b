#pragma once

#include "app/enigmctl/output/Answer.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QString>

namespace enigm::ctl {

class Terminal;

// What opens an operator key: its passphrase, or the PIN of the token with this label where that is not empty. Either
// is a line of --passphrase-fd where that was given.

/// Cancelled and Unavailable as Terminal::askSecret.
[[nodiscard]] Expected<signing::Secret> askKeySecret(Terminal &terminal, const QString &token);
/// One for a key that is being made: asked for twice at the terminal, and long enough.
[[nodiscard]] std::expected<signing::Secret, Failure> newPassphrase(Terminal &terminal);
/// What a person is told where it did not.
[[nodiscard]] QString wrongKeySecret(const QString &token);
/// How often it is asked for before giving up: three times at the terminal, once of a file descriptor.
[[nodiscard]] int keyAttempts(const Terminal &terminal);

} // namespace enigm::ctl
