#pragma once

#include "contract/ota/tuf/Envelope.h"
#include "contract/ota/tuf/Key.h"
#include "contract/ota/tuf/MetadataMembers.h"

#include <QLatin1StringView>

namespace enigm::ota::tuf {

inline constexpr auto rootRole = QLatin1StringView("root");
inline constexpr auto targetsRole = QLatin1StringView("targets");
inline constexpr auto snapshotRole = QLatin1StringView("snapshot");
inline constexpr auto timestampRole = QLatin1StringView("timestamp");

/// Metadata of the root role (TUF 1.0 section 4.3): who signs for the four roles.
struct Root
{
    Heading heading;
    bool consistentSnapshot = true;
    KeyTable keys;
    Role root;
    Role targets;
    Role snapshot;
    Role timestamp;

    static Expected<Root> fromJson(const json::Value &value);
    [[nodiscard]] json::Value toJson() const;
    [[nodiscard]] Authority authority(const Role &role) const { return {keys, role}; }
    /// Whether both have the same keys and the same threshold for a role.
    [[nodiscard]] bool isSignedAs(const Root &other, Role Root::*role) const;
};

} // namespace enigm::ota::tuf
