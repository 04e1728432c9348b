#pragma once

#include "contract/ota/Release.h"
#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::views::words {

/// "Controlled rollout"
[[nodiscard]] QString stageText(enigm::ota::ReleaseStage stage);
[[nodiscard]] design::StateWord stageWord(enigm::ota::ReleaseStage stage);
/// What has to be so before a release reaches the stage, in a sentence.
[[nodiscard]] QString gateText(enigm::ota::ReleaseStage stage);
/// "Manifest authority"
[[nodiscard]] QString authorityText(operators::SigningAuthority authority);
/// "Waits for the production authority": how far the signing of a release is.
[[nodiscard]] design::StateWord signatureWord(const enigm::ota::Release &release);
/// "1.4 GiB"
[[nodiscard]] QString sizeText(qint64 bytes);

} // namespace enigm::views::words
