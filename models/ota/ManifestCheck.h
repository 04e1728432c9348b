#pragma once

#include "api-client/ota/ReleaseClient.h"

namespace enigm::models::ota {

/// What is to be said of a manifest while it is written.
enum class ManifestFinding {
    VersionMissing,
    VersionMalformed, ///< other than letters, digits, '.', '-', '+' and '_', or too long
    VersionTaken,     ///< by another release
    BuildMissing,
    BuildsMissing,
    BuildMalformed, ///< too long, or with spaces
    PatchMissing,
    PatchMalformed,
    // Not wrong, but hardly meant.
    PatchGoesBack,    ///< below that of the newest release
    RollbackGoesBack, ///< below that of the newest release: what has it takes no such release
    NotesTooLong,
};

/// Whether nobody would accept it.
[[nodiscard]] bool isWrong(ManifestFinding finding);

/// In order of declaration; `known`: the releases that there are, the newest first.
[[nodiscard]] std::vector<ManifestFinding> findingsIn(const client::ReleaseDraft &manifest,
                                                      const std::vector<enigm::ota::Release> &known);

/// 202611 of "2026-11", as of "202611" itself; 0 for an empty text, and what is no patch level for any other.
[[nodiscard]] int patchFromText(const QString &text);
/// "2026-11"
[[nodiscard]] QString patchText(int patch);

} // namespace enigm::models::ota
