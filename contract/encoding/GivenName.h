#pragma once

#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::encoding {

/// Refuses what nothing may be called that people name: nothing, spaces around it or several in a row (OutOfRange), and
/// what checkFreeText refuses.
[[nodiscard]] Expected<void> checkGivenName(const QString &name, qsizetype maxLength);

} // namespace enigm::encoding
