#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/signing/LockedKey.h"

#include <memory>

namespace enigm::ctl {

/// A locked key in a file, as 'authority-key create' writes it.
[[nodiscard]] std::expected<std::shared_ptr<const signing::LockedKey>, Failure> authorityKeyFile(const QString &path);
/// The key of --authority-key: sealed by a passphrase, or in a token.
[[nodiscard]] std::expected<std::shared_ptr<const signing::LockedKey>, Failure>
givenAuthorityKey(const Invocation &invocation);
/// Asks for what opens it; it is open for as long as the signer lives.
[[nodiscard]] Expected<std::unique_ptr<signing::Signer>> openAuthorityKey(Terminal &terminal,
                                                                          const signing::LockedKey &key);

} // namespace enigm::ctl
