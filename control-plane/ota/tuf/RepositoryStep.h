#pragma once

#include "control-plane/ota/tuf/Composition.h"
#include "control-plane/ota/tuf/OnlineRoles.h"
#include "control-plane/ota/tuf/Settlement.h"

#include <vector>

namespace enigm::controlplane::ota {

/// What a repository goes by at a moment.
struct RepositoryGround
{
    std::vector<signing::PublicKey> manifestKeys; ///< that governance names now
    NamesRoot isNamed;
    OnlineKeys keys;
    MetadataTerms terms = {};
    qint64 now = 0;

    [[nodiscard]] RoleKeys roleKeys() const
    {
        return {
            .manifest = manifestKeys, .snapshot = keys.snapshot->publicKey(), .timestamp = keys.timestamp->publicKey()};
    }
};

/// What a repository does by itself: what people are to sign is composed, what they have signed is put in force, and
/// snapshot and timestamp follow.
struct RepositoryStep
{
    RoleFiles drafts;  ///< that wait from now on
    RoleFiles inForce; ///< that people have signed
    RoleFiles online;

    /// The problems of signing.
    [[nodiscard]] static Expected<RepositoryStep> next(RepositoryFiles files, const RepositoryGround &ground);
    [[nodiscard]] bool isEmpty() const { return drafts.isEmpty() && inForce.isEmpty() && online.isEmpty(); }
    /// The files as they stand after it.
    [[nodiscard]] RepositoryFiles after(RepositoryFiles files) const;
};

} // namespace enigm::controlplane::ota
