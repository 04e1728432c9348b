#pragma once

#include "contract/reports/PostureWords.h"
#include "views/design/facts/StateWord.h"

#include <QString>

namespace enigm::views::words {

// How what a device reports of itself is shown; it comes in codes alone.
[[nodiscard]] design::StateWord stateWord(reports::TrustCenter state);
[[nodiscard]] design::StateWord stateWord(reports::OsTrust state);
[[nodiscard]] design::StateWord stateWord(reports::Integrity state);
[[nodiscard]] design::StateWord stateWord(reports::AppSession state);
[[nodiscard]] design::StateWord stateWord(reports::Severity severity);
/// "App permissions": where a finding was made.
[[nodiscard]] QString sourceText(reports::FindingSource source);
/// "Review the permissions of apps."; empty where the device recommends nothing.
[[nodiscard]] QString recommendationText(reports::Recommendation recommendation);

} // namespace enigm::views::words
