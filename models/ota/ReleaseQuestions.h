#pragma once

#include "contract/ota/Release.h"

#include <optional>

namespace enigm::models::ota {

using enigm::operators::SigningAuthority;
using enigm::ota::Release;

/// Null where the authority has not signed.
[[nodiscard]] const enigm::ota::ReleaseSignature *signatureOf(const Release &release, SigningAuthority authority);
/// Which authority is to sign next; nothing where both have, or there is nothing to sign yet.
[[nodiscard]] std::optional<SigningAuthority> nextAuthority(const Release &release);
[[nodiscard]] bool isSignedByBoth(const Release &release);
/// Nothing after the last.
[[nodiscard]] std::optional<enigm::ota::ReleaseStage> nextStage(const Release &release);

} // namespace enigm::models::ota
