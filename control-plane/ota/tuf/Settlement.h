#pragma once

#include "control-plane/ota/tuf/RepositoryFiles.h"

#include <functional>
#include <optional>
#include <vector>

namespace enigm::controlplane::ota {

/// Whether governance names the root of this digest.
using NamesRoot = std::function<bool(QByteArrayView digest)>;

/// What can be put in force of what waits, so that a client believes the whole of what is served then: a root with new
/// keys only together with what these keys have signed. Each file holds the signatures that count and no others.
/// Nothing where that is nothing new. The most that is possible is taken.
[[nodiscard]] std::optional<RoleFiles> settle(const RepositoryFiles &files, const NamesRoot &isNamed);

/// Who may sign what waits for a role: the keys that will count, those of the root before among them.
struct Signatories
{
    tuf::KeyTable keys;
    tuf::Role role; ///< with the threshold of the file's own authority
};
[[nodiscard]] std::optional<Signatories> signatoriesOf(const RepositoryFiles &files, const QString &role);

} // namespace enigm::controlplane::ota
