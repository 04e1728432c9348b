#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::encoding {

/// Refuses what nothing may be called that people name: nothing, spaces around it or several in a row (OutOfRange), and
/// what checkFreeText refuses.
[[nodiscard]] Expected<void> checkGivenName(const QString &name, qsizetype maxLength);

/// Equal where people would take two names for one.
[[nodiscard]] QString givenNameKey(const QString &name);

} // namespace enigm::encoding
