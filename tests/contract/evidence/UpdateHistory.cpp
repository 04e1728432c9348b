#include "tests/contract/evidence/UpdateHistory.h"

#include "contract/encoding/Uuid.h"
#include "contract/log/MerkleFrontier.h"
#include "contract/ota/Membership.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/reports/UpdateOutcome.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::test {

using operators::SigningAuthority;
using ota::RolloutEventKind;
using ota::UpdateStage;
using Story = SampleHistory::Story;

namespace {

constexpr qint64 share = 350;

} // namespace

UpdateHistory::UpdateHistory()
{
    manifestKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    productionKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    history.perform(history.administrator1, changes::updateKeysSet, {},
                    changes::SetUpdateKeysParameters{
                        .keys = {.manifest = {manifestKey->publicKey()}, .production = {productionKey->publicKey()}}},
                    {history.approver1, history.approver2});
    std::vector<changes::TargetLeaf> leaves = SampleHistory::makeDevices(40);
    for (changes::TargetLeaf &leaf : leaves) {
        const std::shared_ptr<const signing::PrivateKey> key =
            signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        leaf.key = key->publicKey().thumbprint();
        devices.push_back({.handle = leaf.handle, .key = key});
    }
    std::ranges::sort(devices, {}, &Device::handle);
    admission = history.perform(history.administrator1, u"device.admit"_s, require(changes::TargetSet::make(leaves)),
                                changes::NoParameters{}, {history.approver1});
    manifest = {.deployment = history.deploymentId(),
                .release = encoding::makeUuid7(history.now() * 1000),
                .version = u"2026.11.2"_s,
                .artifact = {.digest = QByteArray(32, 'a'), .length = 1'000, .name = u"system.img"_s},
                .builds = {u"enigm/reference/a"_s},
                .rollbackIndex = 7,
                .securityPatch = 202'611,
                .notes = {}};
}

void UpdateHistory::signOff(SigningAuthority authority)
{
    const Story story =
        authority == SigningAuthority::Manifest
            ? perform(changes::releaseSignManifest, changes::SignManifestParameters{.manifest = manifest})
            : perform(changes::releaseSignProduction,
                      changes::SignProductionParameters{.release = manifest.release,
                                                        .manifest = manifest.digest(),
                                                        .artifact = manifest.artifact.digest,
                                                        .length = manifest.artifact.length});
    signedOff[authority] = story.change.digest();
}

QByteArray UpdateHistory::jwsOf(SigningAuthority authority) const
{
    return authority == SigningAuthority::Manifest
               ? require(ota::SignedManifest::sign(manifest, *manifestKey)).jws.compact()
               : require(ota::SignedProduction::sign(ota::Production::of(manifest), *productionKey)).jws.compact();
}

void UpdateHistory::logSignature(SigningAuthority authority, const QByteArray &jws, const QByteArray &change,
                                 const QString &actor)
{
    log::ActivityEntry entry;
    entry.category = log::Category::SigningEvent;
    entry.action = u"release.signed"_s;
    entry.resource = log::Resource::Release;
    entry.actor = authority == SigningAuthority::Manifest ? history.releaseManager1.id : u"control-plane"_s;
    if (!actor.isEmpty())
        entry.actor = actor;
    entry.change = change;
    history.append(entry, json::Object{{"authority"_L1, operators::toWord(authority)},
                                       {"jws"_L1, QString::fromLatin1(jws)},
                                       {"release"_L1, manifest.release}});
}

void UpdateHistory::start(qint64 startsIn)
{
    ota::RolloutPlan plan;
    for (const qint64 wait : {soak, qint64(0)})
        plan.groups.push_back({.name = u"Group %1"_s.arg(plan.groups.size()),
                               .share = share,
                               .starts = history.now() + startsIn,
                               .success = 1,
                               .errors = {.count = 2},
                               .soak = wait});
    rollout = encoding::makeUuid7(history.now() * 1000);
    const Story story =
        perform(changes::rolloutStart,
                changes::StartRolloutParameters{
                    .rollout = rollout, .release = manifest.release, .manifest = manifest.digest(), .plan = plan});
    started = story.change.digest();
    execution = story.indexes.back();
    groups.assign(plan.groups.size(), {});
    heard.assign(plan.groups.size(), 0);
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (const auto group = ota::groupByShare(plan, ota::pointOf(started, devices[i].handle)))
            groups[*group].push_back(i);
    }
    if (std::ranges::any_of(groups, [](const auto &group) { return group.empty(); }))
        qFatal("a group is empty"); // once in ten million times
}

changes::ResumeRolloutParameters UpdateHistory::resumption(qint64 stoppedBy) const
{
    const changes::RolloutStanding standing{.rollout = rollout, .state = ota::RolloutState::Halted, .entry = stoppedBy};
    return {.rollout = rollout, .standing = standing.digest()};
}

void UpdateHistory::freeze(const std::function<void(ota::RolloutFrozen &)> &change)
{
    ota::RolloutFrozen frozen{.change = started, .rollout = rollout, .groups = {}};
    for (const auto &group : groups) {
        log::MerkleFrontier tree;
        for (const std::size_t device : group)
            tree.append(log::leafHash(devices[device].handle.text().toLatin1()));
        frozen.groups.push_back({.count = tree.size(), .root = tree.root().toBytes()});
    }
    change(frozen);
    history.append(frozen.describe(), frozen.toJson());
}

qint64 UpdateHistory::move(RolloutEventKind kind, std::optional<qint64> group, qint64 more)
{
    ota::RolloutMove move{.kind = kind, .change = started, .rollout = rollout, .group = group, .confirmed = more};
    if (kind == RolloutEventKind::Halted)
        move.reason = ota::HaltReason::ErrorCount;
    for (std::size_t i = 0; i < heard.size(); ++i)
        move.confirmed +=
            group.value_or(static_cast<qint64>(i)) == static_cast<qint64>(i) ? static_cast<qint64>(heard[i]) : 0;
    return history.append(move.describe(), move.toJson());
}

void UpdateHistory::noteSilent(std::size_t device)
{
    log::ActivityEntry entry;
    entry.category = log::Category::OtaOutcome;
    entry.action = u"update.silent"_s;
    entry.resource = log::Resource::Device;
    entry.actor = u"control-plane"_s;
    entry.outcome = log::Outcome::Failed;
    entry.change = started;
    entry.handles = {devices[device].handle.text()};
    history.append(entry, std::nullopt);
}

void UpdateHistory::say(std::size_t device, UpdateStage stage, const QByteArray &change, qint64 index)
{
    const Device &who = devices[device];
    reports::UpdateReport said{.change = change, .execution = index, .stage = stage};
    if (stage == UpdateStage::Failed)
        said.failure = ota::UpdateFailure::Boot;
    const reports::Report whole{.deployment = history.deploymentId(),
                                .handle = who.handle,
                                .body = said,
                                .time = history.now(),
                                .nonce = signing::randomBytes(16)};
    const reports::UpdateOutcome outcome{.key = who.key->publicKey(),
                                         .report = require(reports::SignedReport::sign(whole, *who.key))};
    history.append(outcome.describe(), outcome.toJson());
}

void UpdateHistory::confirm(std::size_t group)
{
    say(deviceOf(group), UpdateStage::Confirmed, started, execution);
    ++heard[group];
}

void UpdateHistory::report(std::size_t device, UpdateStage stage, bool hasBody, std::optional<std::size_t> also)
{
    const QString handle = devices[device].handle.text();
    log::ActivityEntry entry;
    entry.category = log::Category::OtaOutcome;
    entry.action = u"update.reported"_s;
    entry.resource = log::Resource::Device;
    entry.actor = handle;
    entry.change = started;
    entry.handles = {handle};
    if (also)
        entry.handles.push_back(devices[*also].handle.text());
    reports::UpdateReport said{.change = started, .execution = execution, .stage = stage};
    if (stage == UpdateStage::Failed)
        said.failure = ota::UpdateFailure::Boot;
    history.append(entry, hasBody ? std::optional(said.toJson()) : std::nullopt);
}

void UpdateHistory::signAll()
{
    for (const SigningAuthority authority : {SigningAuthority::Manifest, SigningAuthority::Production}) {
        signOff(authority);
        logSignature(authority);
    }
}

void UpdateHistory::begin()
{
    signAll();
    start();
    freeze();
}

void UpdateHistory::openFirst()
{
    begin();
    move(RolloutEventKind::GroupOpened, 0);
}

void UpdateHistory::toSecond()
{
    openFirst();
    confirm(0);
    move(RolloutEventKind::GroupSoaking, 0);
    history.advance(soak);
    move(RolloutEventKind::GroupCompleted, 0);
    move(RolloutEventKind::GroupOpened, 1);
}

void UpdateHistory::toSoaking()
{
    openFirst();
    confirm(0);
    move(RolloutEventKind::GroupSoaking, 0);
    history.advance(soak / 2);
}

void UpdateHistory::haltWhileSoaking()
{
    toSoaking();
    const qint64 halted = move(RolloutEventKind::Halted, 0);
    history.advance(soak);
    perform(changes::rolloutResume, resumption(halted));
}

void UpdateHistory::pauseWhileSoaking()
{
    toSoaking();
    pause();
    history.advance(soak);
    halt();
    perform(changes::rolloutResume, resumption(static_cast<qint64>(history.activity().size()) - 1));
}

void UpdateHistory::toTheEnd()
{
    toSecond();
    say(groups[1].back(), UpdateStage::Failed, started, execution);
    const qint64 halted = move(RolloutEventKind::Halted, 1);
    perform(changes::rolloutResume, resumption(halted));
    noteSilent(groups[0].back());
    report(deviceOf(1), UpdateStage::Confirmed);
    ++heard[1];
    move(RolloutEventKind::GroupCompleted, 1);
    move(RolloutEventKind::Completed);
}

} // namespace enigm::test
