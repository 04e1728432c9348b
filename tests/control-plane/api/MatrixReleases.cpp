#include "tests/control-plane/api/MatrixReleases.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/Secret.h"
#include "control-plane/ota/RolloutEffect.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/history/Require.h"

using namespace Qt::StringLiterals;

namespace enigm::test {

using changes::Parameters;
using controlplane::store::Transaction;
using operators::SigningAuthority;

MatrixReleases::MatrixReleases(TestDeployment &deployment, Perform perform)
    : m_deployment(deployment)
    , m_perform(std::move(perform))
{}

QString MatrixReleases::newId() const
{
    return encoding::makeUuid7(m_deployment.clock.nowMilliseconds());
}

Parameters MatrixReleases::parametersFor(QLatin1StringView action)
{
    const ota::Manifest manifest = import();
    const changes::SignManifestParameters first{.manifest = manifest};
    if (action == changes::releaseSignManifest)
        return first;
    m_perform(changes::releaseSignManifest, first);
    sign(manifest, SigningAuthority::Manifest);
    if (action == changes::releaseSignProduction)
        return production(manifest);
    m_perform(changes::releaseSignProduction, production(manifest));
    sign(manifest, SigningAuthority::Production);
    const auto start = startable(manifest);
    if (action == changes::rolloutStart)
        return start;
    m_perform(changes::rolloutStart, start);
    if (action == changes::rolloutPause)
        return changes::PauseRolloutParameters{{start.rollout}};
    if (action == changes::rolloutHalt)
        return changes::HaltRolloutParameters{{start.rollout}};
    if (action == changes::rolloutWithdraw)
        return changes::WithdrawRolloutParameters{{start.rollout}};
    m_perform(changes::rolloutPause, changes::PauseRolloutParameters{{start.rollout}});
    const auto reader = m_deployment.plane().database().read();
    const auto standing = require(controlplane::ota::rolloutStanding(*reader->operator->(), start.rollout));
    return changes::ResumeRolloutParameters{.rollout = start.rollout, .standing = standing->digest()};
}

/// As if its artifact had arrived: what the matrix asks is who may do what.
ota::Manifest MatrixReleases::import()
{
    const ota::Manifest manifest{.deployment = m_deployment.plane().governance().directory()->deploymentId(),
                                 .release = newId(),
                                 .version = u"2026.11.2"_s,
                                 .artifact = {.digest = signing::randomBytes(32), .length = 1, .name = u"os.swu"_s},
                                 .builds = {u"phone/1"_s},
                                 .rollbackIndex = 7,
                                 .securityPatch = 202'611,
                                 .notes = {}};
    const qint64 now = m_deployment.clock.now();
    controlplane::store::ReleaseRow row;
    row.id = manifest.release;
    row.manifest = json::canonical(manifest.toJson());
    row.manifestDigest = manifest.digest();
    row.artifact = manifest.artifact.digest;
    row.length = manifest.artifact.length;
    row.received = manifest.artifact.length;
    row.begunAt = now;
    row.completeAt = now;
    require(m_deployment.plane().writer().submitAndWait(
        [&row](Transaction &transaction) { return transaction.releases.insert(row); }));
    return manifest;
}

/// Keeps some signature: the matrix is not about whether it holds.
void MatrixReleases::sign(const ota::Manifest &manifest, SigningAuthority authority)
{
    const qint64 now = m_deployment.clock.now();
    require(m_deployment.plane().writer().submitAndWait([&](Transaction &transaction) -> Expected<void> {
        const auto signOff = transaction.signOffs.find(manifest.release, authority);
        if (!signOff || !*signOff)
            return refuse(ProblemType::Internal, u"nobody has signed the release off"_s);
        return transaction.releases.addSignature({.release = manifest.release,
                                                  .authority = authority,
                                                  .jws = "a.b.c"_ba,
                                                  .key = u"key %1"_s.arg(++m_keys),
                                                  .change = (*signOff)->change,
                                                  .signedAt = now},
                                                 0);
    }));
}

changes::SignProductionParameters MatrixReleases::production(const ota::Manifest &manifest)
{
    return {.release = manifest.release,
            .manifest = manifest.digest(),
            .artifact = manifest.artifact.digest,
            .length = manifest.artifact.length};
}

changes::StartRolloutParameters MatrixReleases::startable(const ota::Manifest &manifest)
{
    const qint64 now = m_deployment.clock.now();
    require(m_deployment.plane().writer().submitAndWait([&](Transaction &transaction) {
        return transaction.releases.publish(
            {.release = manifest.release, .channel = ota::RolloutModel::Limited, .publishedAt = now}, 0);
    }));
    ota::RolloutPlan plan;
    plan.groups = {{.name = u"All"_s, .share = ota::wholeShare, .starts = now, .errors = {.count = 0}}};
    return {.rollout = newId(), .release = manifest.release, .manifest = manifest.digest(), .plan = std::move(plan)};
}

} // namespace enigm::test
