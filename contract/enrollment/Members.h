#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/KeyDescription.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>

namespace enigm::enrollment {

// Members that enrolments and their profiles share.

/// The word of a security level, or null. WrongType, OutOfRange.
[[nodiscard]] Expected<std::optional<fleet::SecurityLevel>> parseLevelOrNull(const json::Value &value,
                                                                             const QString &pointer);
/// A canonical UUIDv7, or null.
[[nodiscard]] Expected<std::optional<QString>> parseIdOrNull(const json::Value &value, const QString &pointer);
/// The same the other way.
[[nodiscard]] json::Value valueOf(const std::optional<fleet::DeviceHandle> &handle);
[[nodiscard]] json::Value valueOf(const std::optional<fleet::SecurityLevel> &level);
[[nodiscard]] json::Value valueOf(const std::optional<QString> &id);

} // namespace enigm::enrollment
