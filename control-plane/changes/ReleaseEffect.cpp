#include "control-plane/changes/ReleaseEffect.h"

#include "control-plane/ota/RolloutEffect.h"
#include "control-plane/store/StoredManifest.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::Parameters;
using enigm::changes::SignManifestParameters;
using enigm::changes::SignProductionParameters;
using enigm::changes::StartRolloutParameters;
using enigm::ota::Manifest;
using enigm::ota::ReleaseStage;
using operators::SigningAuthority;

namespace {

struct Imported
{
    Manifest manifest;
    enigm::ota::ReleaseFacts facts;
};

Expected<Imported> imported(const store::Repositories &store, const QString &release)
{
    const auto row = store.releases.find(release);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::NotFound, u"No release of this id was imported."_s, release);
    auto manifest = store::manifestOf(**row);
    if (!manifest)
        return std::unexpected(manifest.error());
    auto facts = store.releases.facts(**row);
    if (!facts)
        return std::unexpected(facts.error());
    return Imported{.manifest = std::move(*manifest), .facts = *facts};
}

Expected<bool> isSignedOff(const store::Repositories &store, const QString &release, SigningAuthority authority)
{
    const auto row = store.signOffs.find(release, authority);
    if (!row)
        return std::unexpected(row.error());
    return row->has_value();
}

Expected<void> check(const store::Repositories &store, const SignManifestParameters &change)
{
    const auto release = imported(store, change.manifest.release);
    if (!release)
        return std::unexpected(release.error());
    const auto isKnown = isSignedOff(store, change.manifest.release, SigningAuthority::Manifest);
    if (!isKnown)
        return std::unexpected(isKnown.error());
    if (auto sound = enigm::changes::checkSignManifest(change, release->manifest.deployment, *isKnown); !sound)
        return sound;
    if (release->manifest != change.manifest)
        return refuse(ProblemType::Drifted, u"The release was imported with another manifest."_s,
                      change.manifest.release);
    return enigm::ota::checkGate(ReleaseStage::Manifest, release->facts);
}

Expected<void> check(const store::Repositories &store, const SignProductionParameters &change)
{
    const auto release = imported(store, change.release);
    if (!release)
        return std::unexpected(release.error());
    const auto isForManifest = isSignedOff(store, change.release, SigningAuthority::Manifest);
    const auto isKnown = isSignedOff(store, change.release, SigningAuthority::Production);
    if (!isForManifest || !isKnown)
        return std::unexpected(isForManifest ? isKnown.error() : isForManifest.error());
    if (auto sound = enigm::changes::checkSignProduction(
            change, *isForManifest ? std::optional(release->manifest) : std::nullopt, *isKnown);
        !sound)
        return sound;
    return enigm::ota::checkGate(ReleaseStage::Signing, release->facts);
}

/// The stage that a rollout of this model brings its release to.
ReleaseStage stageOf(enigm::ota::RolloutModel model)
{
    switch (model) {
    case enigm::ota::RolloutModel::Validation:
        return ReleaseStage::Validation;
    case enigm::ota::RolloutModel::Limited:
        return ReleaseStage::ControlledRollout;
    case enigm::ota::RolloutModel::Stable:
    case enigm::ota::RolloutModel::Security:
        return ReleaseStage::Stable;
    }
    Q_UNREACHABLE();
}

/// Devices look for their update in the channel of its rollout: one that is not there would fail on each of them.
Expected<void> checkPublished(const store::Repositories &store, const StartRolloutParameters &change)
{
    const auto publications = store.releases.publications(change.release);
    if (!publications)
        return std::unexpected(publications.error());
    const auto isThere = [&change](const store::PublicationRow &row) { return row.channel == change.plan.model; };
    if (std::ranges::any_of(*publications, isThere))
        return {};
    return refuse(ProblemType::TargetState,
                  u"Publish the release in the channel \u201c%1\u201d first: devices look for it there."_s.arg(
                      enigm::ota::toWord(change.plan.model)),
                  u"/parameters/plan/model"_s);
}

Expected<void> checkReleaseOf(const store::Repositories &store, const StartRolloutParameters &change)
{
    const auto release = imported(store, change.release);
    if (!release)
        return std::unexpected(release.error());
    const auto isForProduction = isSignedOff(store, change.release, SigningAuthority::Production);
    if (!isForProduction)
        return std::unexpected(isForProduction.error());
    const enigm::changes::ReleaseFold::Release signedOff{.manifest = release->manifest,
                                                         .isForProduction = *isForProduction};
    if (auto sound = enigm::changes::checkStart(change, signedOff, false); !sound)
        return sound;
    if (auto passed = enigm::ota::checkGate(stageOf(change.plan.model), release->facts); !passed)
        return passed;
    return checkPublished(store, change);
}

} // namespace

Expected<void> checkReleaseEffect(const store::Repositories &store, const Parameters &change)
{
    if (const auto *const manifest = std::get_if<SignManifestParameters>(&change))
        return check(store, *manifest);
    return check(store, std::get<SignProductionParameters>(change));
}

Expected<void> keepRelease(store::Transaction &transaction, const StoredChange &stored)
{
    const bool isManifest = std::holds_alternative<SignManifestParameters>(stored.change.parameters);
    return transaction.signOffs.insert(
        {.release = *enigm::changes::releaseOf(stored.change.parameters),
         .authority = isManifest ? SigningAuthority::Manifest : SigningAuthority::Production,
         .change = stored.row.id,
         .executedAt = stored.row.executed->time});
}

Expected<void> checkRollout(const store::Repositories &store, const Parameters &change)
{
    if (const auto *const started = std::get_if<StartRolloutParameters>(&change)) {
        if (auto released = checkReleaseOf(store, *started); !released)
            return released;
    }
    return ota::checkRolloutEffect(store, change);
}

Expected<void> keepRollout(store::Transaction &transaction, const StoredChange &stored, qint64 cursor)
{
    const ota::RolloutExecution execution{.change = stored.row.id,
                                          .digest = stored.row.digest,
                                          .requester = stored.row.requester,
                                          .index = stored.row.executed->index,
                                          .time = stored.row.executed->time,
                                          .obeyBy = stored.change.request.obeyBy,
                                          .cursor = cursor};
    const auto *const started = std::get_if<StartRolloutParameters>(&stored.change.parameters);
    if (auto kept = ota::keepRollout(transaction, execution, stored.change.parameters); !kept || !started)
        return kept;
    return transaction.releases.setRolledOut(started->release, started->plan.model, execution.time, cursor);
}

} // namespace enigm::controlplane::changes
