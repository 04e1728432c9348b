#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "control-plane/store/EnrollmentStore.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::enrollment {

/// What an administrator asks for: {"expires","group","keys","level","name","replaces","token","uses"}. The token is
/// made where the ticket is drawn; the control plane is told its digest and no more.
struct ProfileRequest
{
    QString name;
    QByteArray token; ///< SHA-256
    qint64 uses = 1;
    qint64 expires = 0; ///< Unix seconds
    std::optional<enigm::fleet::SecurityLevel> leastLevel;
    std::vector<QByteArray> keys;
    std::optional<enigm::fleet::DeviceHandle> replaces;
    std::optional<QString> group; ///< id of the static group that the devices are to join once admitted

    /// Strict. OutOfRange, UnsafeText and DirectIdentifier for the name; OutOfRange for a profile that replaces a
    /// device and is good for more than one.
    static Expected<ProfileRequest> fromJson(const json::Value &value);
};

/// A profile as administrators see it; `EnrollmentProfile` of openapi.yaml.
[[nodiscard]] json::Value toJson(const store::ProfileRow &profile);

/// Whether a device may enrol with it at `now`.
[[nodiscard]] bool isOpen(const store::ProfileRow &profile, qint64 now);

} // namespace enigm::controlplane::enrollment
