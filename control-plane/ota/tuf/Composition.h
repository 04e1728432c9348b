#pragma once

#include "contract/signing/PublicKey.h"
#include "control-plane/ota/tuf/RepositoryFiles.h"

#include <vector>

namespace enigm::controlplane::ota {

/// How long metadata is believed, and when the next version of it is due; seconds.
struct MetadataTerms
{
    qint64 offline = 180 * 86'400; ///< targets and channels, which people sign
    qint64 renewal = 30 * 86'400;  ///< before that is over, the next version waits for them
    qint64 snapshot = 14 * 86'400;
    qint64 timestamp = 3 * 86'400;
};

/// What people decide of a root.
struct RootTerms
{
    std::vector<signing::PublicKey> keys; ///< of release managers, for this alone
    int threshold = 2;
    qint64 expires = 0;

    /// {"expires","keys":[JWK],"threshold"}
    static Expected<RootTerms> fromJson(const json::Value &value);
};

/// The public keys that every root names besides its own.
struct RoleKeys
{
    std::vector<signing::PublicKey> manifest; ///< of governance: targets and channels
    signing::PublicKey snapshot;
    signing::PublicKey timestamp;
};

/// Two where an authority has two keys.
[[nodiscard]] int thresholdOf(std::size_t keys);

/// A version of the root. OutOfRange for fewer than two people's keys or a threshold below two; UnknownKey where
/// governance names no manifest authority; AlreadyExists for a key that is to have two offices.
[[nodiscard]] Expected<tuf::Root> composeRoot(const RootTerms &terms, const RoleKeys &keys, qint64 version);

/// The versions of targets and channels that have to be signed now and do not wait yet: where there is none, where the
/// manifest authority has other keys, and where what is served ends soon. None without a root that names these keys.
[[nodiscard]] RoleFiles missingDrafts(const RepositoryFiles &files, const RoleKeys &keys, const MetadataTerms &terms,
                                      qint64 now);

/// The next version of a channel, with one file more than what waits or is served. AlreadyExists for a path that is
/// there; NotFound where there is no channel yet.
[[nodiscard]] Expected<tuf::Envelope> withFile(const RepositoryFiles &files, const QString &channel,
                                               const QString &path, tuf::TargetFile file, qint64 expires);

} // namespace enigm::controlplane::ota
