#pragma once

#include "contract/reports/Posture.h"

#include <QStringView>

#include <optional>

namespace enigm::simulator {

/// The posture that a word stands for: "protected", "review-required" (with findings), "inactive"; nothing for an
/// unknown one.
[[nodiscard]] std::optional<reports::Posture> postureOf(QStringView word);

} // namespace enigm::simulator
