#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// key create OUT: a new operator key, sealed by a passphrase or in a token.
[[nodiscard]] Result createKey(Context &context);
/// key show FILE: what is public of an operator file.
[[nodiscard]] Result showKey(Context &context);
/// key assign FILE: gives a key that was made before its deployment was founded to that deployment.
[[nodiscard]] Result assignKey(Context &context);

} // namespace enigm::ctl
