#pragma once

#include "contract/problems/Problem.h"

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>
#include <span>
#include <vector>

namespace enigm::ota {

/// How far a release has come. Each has a gate; no gate is passed by saying so.
enum class ReleaseStage {
    Build,             ///< somebody has begun to import it
    Artifact,          ///< its bytes are here, and are those that were declared
    Manifest,          ///< the manifest authority has signed what it is and for which devices
    Signing,           ///< the production authority has signed the bytes
    Registration,      ///< it is published in the repository
    Validation,        ///< it goes out to devices that try it
    ControlledRollout, ///< to a limited number
    Stable,            ///< to whoever it is for
    Installation,      ///< devices have confirmed that they run it
};

[[nodiscard]] QLatin1StringView toWord(ReleaseStage stage); ///< "build" …, "controlled-rollout"
[[nodiscard]] std::optional<ReleaseStage> releaseStageOf(QAnyStringView word);
[[nodiscard]] std::span<const ReleaseStage> allReleaseStages();

/// What has happened to a release, and when (Unix seconds); nothing where it has not.
struct ReleaseFacts
{
    qint64 begun = 0;
    std::optional<qint64> received = {};         ///< the whole artifact, found to be right
    std::optional<qint64> manifestSigned = {};   ///< under an approved change
    std::optional<qint64> productionSigned = {}; ///< the same
    std::optional<qint64> published = {};        ///< first, in whatever channel
    // The first rollout of a model.
    std::optional<qint64> validation = {};
    std::optional<qint64> limited = {};
    std::optional<qint64> stable = {};    ///< or of the model security, which skips the others
    std::optional<qint64> confirmed = {}; ///< first, by whatever device
};

struct ReachedStage
{
    ReleaseStage stage = ReleaseStage::Build;
    qint64 time = 0;

    friend bool operator==(const ReachedStage &, const ReachedStage &) = default;
};

/// The gate that a release has to pass to come to this stage: TargetState, saying what is missing. Both signatures
/// stand before everything that reaches a device; from there on the stages need not come one after the other.
[[nodiscard]] Expected<void> checkGate(ReleaseStage stage, const ReleaseFacts &facts);

/// The stages whose gate was passed and whose fact is there, in their order; the first always is.
[[nodiscard]] std::vector<ReachedStage> reachedStages(const ReleaseFacts &facts);

} // namespace enigm::ota
