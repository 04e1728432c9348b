#include "contract/ota/ReleaseStage.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::ota {

namespace {

constexpr auto rows = std::to_array<encoding::WordRow<ReleaseStage>>({
    {ReleaseStage::Build, "build"_L1},
    {ReleaseStage::Artifact, "artifact"_L1},
    {ReleaseStage::Manifest, "manifest"_L1},
    {ReleaseStage::Signing, "signing"_L1},
    {ReleaseStage::Registration, "registration"_L1},
    {ReleaseStage::Validation, "validation"_L1},
    {ReleaseStage::ControlledRollout, "controlled-rollout"_L1},
    {ReleaseStage::Stable, "stable"_L1},
    {ReleaseStage::Installation, "installation"_L1},
});

constexpr auto stages = encoding::valuesOf(rows);

/// When what makes the stage has happened.
std::optional<qint64> factOf(ReleaseStage stage, const ReleaseFacts &facts)
{
    switch (stage) {
    case ReleaseStage::Build:
        return facts.begun;
    case ReleaseStage::Artifact:
        return facts.received;
    case ReleaseStage::Manifest:
        return facts.manifestSigned;
    case ReleaseStage::Signing:
        return facts.productionSigned;
    case ReleaseStage::Registration:
        return facts.published;
    case ReleaseStage::Validation:
        return facts.validation;
    case ReleaseStage::ControlledRollout:
        return facts.limited;
    case ReleaseStage::Stable:
        return facts.stable;
    case ReleaseStage::Installation:
        return facts.confirmed;
    }
    Q_UNREACHABLE();
}

std::unexpected<Problem> missing(const QString &what)
{
    return refuse(ProblemType::TargetState, what);
}

Expected<void> checkReceived(const ReleaseFacts &facts)
{
    if (!facts.received)
        return missing(u"The artifact of the release is not here yet."_s);
    return {};
}

Expected<void> checkManifest(const ReleaseFacts &facts)
{
    if (const auto received = checkReceived(facts); !received)
        return received;
    if (!facts.manifestSigned)
        return missing(u"The manifest authority has not signed the release."_s);
    return {};
}

Expected<void> checkSigned(const ReleaseFacts &facts)
{
    if (const auto manifest = checkManifest(facts); !manifest)
        return manifest;
    if (!facts.productionSigned)
        return missing(u"The production authority has not signed the release."_s);
    return {};
}

Expected<void> checkPublished(const ReleaseFacts &facts)
{
    if (const auto both = checkSigned(facts); !both)
        return both;
    if (!facts.published)
        return missing(u"The release is not published."_s);
    return {};
}

Expected<void> checkGoesOut(const ReleaseFacts &facts)
{
    if (const auto published = checkPublished(facts); !published)
        return published;
    if (!facts.validation && !facts.limited && !facts.stable)
        return missing(u"The release goes out to no device."_s);
    return {};
}

} // namespace

QLatin1StringView toWord(ReleaseStage stage)
{
    return encoding::wordIn(rows, stage);
}

std::optional<ReleaseStage> releaseStageOf(QAnyStringView word)
{
    return encoding::valueIn(rows, word);
}

std::span<const ReleaseStage> allReleaseStages()
{
    return stages;
}

Expected<void> checkGate(ReleaseStage stage, const ReleaseFacts &facts)
{
    switch (stage) {
    case ReleaseStage::Build:
    case ReleaseStage::Artifact:
        return {};
    case ReleaseStage::Manifest:
        return checkReceived(facts);
    case ReleaseStage::Signing:
        return checkManifest(facts);
    case ReleaseStage::Registration:
        return checkSigned(facts);
    case ReleaseStage::Validation:
    case ReleaseStage::ControlledRollout:
    case ReleaseStage::Stable:
        return checkPublished(facts);
    case ReleaseStage::Installation:
        return checkGoesOut(facts);
    }
    Q_UNREACHABLE();
}

std::vector<ReachedStage> reachedStages(const ReleaseFacts &facts)
{
    std::vector<ReachedStage> reached;
    for (const ReleaseStage stage : stages) {
        if (const auto time = factOf(stage, facts); time && checkGate(stage, facts))
            reached.push_back({.stage = stage, .time = *time});
    }
    return reached;
}

} // namespace enigm::ota
