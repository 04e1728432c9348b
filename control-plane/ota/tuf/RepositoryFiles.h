#pragma once

#include "contract/ota/tuf/Envelope.h"
#include "contract/ota/tuf/Root.h"
#include "contract/ota/tuf/Targets.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/TufStore.h"

#include <QMap>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::store {
struct Repositories;
}

namespace enigm::controlplane::ota {

namespace tuf = enigm::ota::tuf;

/// Files by role.
using RoleFiles = QMap<QString, tuf::Envelope>;

/// What the repository serves, and what waits for signatures of people.
struct RepositoryFiles
{
    RoleFiles served;
    RoleFiles pending;

    [[nodiscard]] static Expected<RepositoryFiles> read(const store::Repositories &store);

    /// The one that waits, or else the one that is served; null for neither.
    [[nodiscard]] const tuf::Envelope *next(const QString &role) const;
    /// The version that comes after the one that is served.
    [[nodiscard]] qint64 nextVersion(const QString &role) const;
};

/// The file of this role in `files`, read; nothing where there is none.
template <typename T>
[[nodiscard]] std::optional<T> readRole(const tuf::Envelope *envelope)
{
    if (!envelope)
        return std::nullopt;
    auto value = T::fromJson(envelope->body());
    return value ? std::optional<T>(std::move(*value)) : std::nullopt;
}

[[nodiscard]] const tuf::Envelope *fileOf(const RoleFiles &files, const QString &role);
/// The roles that `targets` delegates to have the names of the rollout models.
[[nodiscard]] std::vector<QString> channelNames();
[[nodiscard]] bool isChannel(const QString &role);
/// The "version" of any role; 0 for none.
[[nodiscard]] qint64 versionOf(const tuf::Envelope *envelope);

} // namespace enigm::controlplane::ota
