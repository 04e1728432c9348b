#pragma once

#include "api-client/wire/Task.h"
#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

class Connection;

/// authority-key create OUT: the key of a signing authority, in a token or, for samples, sealed by a passphrase.
[[nodiscard]] Result createAuthorityKey(Context &context);
/// release sign-off RELEASE: asks that an authority may sign a release.
[[nodiscard]] client::Task<Result> signOffRelease(Context &context, Connection &connection);
/// release sign RELEASE: signs its manifest with the manifest authority's key, once that was signed off.
[[nodiscard]] client::Task<Result> signRelease(Context &context, Connection &connection);
/// update-keys show: the keys of the signing authorities and the root of the repository, by the governance log.
[[nodiscard]] client::Task<Result> showUpdateKeys(Context &context, Connection &connection);
/// update-keys set: asks that others take their place.
[[nodiscard]] client::Task<Result> setUpdateKeys(Context &context, Connection &connection);

} // namespace enigm::ctl
