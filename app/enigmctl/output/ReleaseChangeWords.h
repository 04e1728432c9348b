#pragma once

#include "contract/changes/Parameters.h"

#include <QString>

namespace enigm::ctl {

// What a change of a release, of a rollout or of the keys behind them does, in a sentence.

[[nodiscard]] QString releaseText(const changes::SignManifestParameters &change);
[[nodiscard]] QString releaseText(const changes::SignProductionParameters &change);
[[nodiscard]] QString rolloutText(const changes::StartRolloutParameters &change);
[[nodiscard]] QString rolloutText(const changes::ResumeRolloutParameters &change);
[[nodiscard]] QString rolloutText(const changes::StopRolloutParameters &change);
[[nodiscard]] QString updateKeysText(const operators::UpdateKeys &keys);

} // namespace enigm::ctl
