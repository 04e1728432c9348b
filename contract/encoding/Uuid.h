#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::encoding {

/// A fresh UUID of version 7 (RFC 9562) for this Unix time in milliseconds, lower case with hyphens.
[[nodiscard]] QString makeUuid7(qint64 unixMilliseconds);

/// The same text where it is a canonical lower-case UUIDv7; refuses anything else with MalformedEncoding.
[[nodiscard]] Expected<QString> parseUuid7(const QString &text);

} // namespace enigm::encoding
