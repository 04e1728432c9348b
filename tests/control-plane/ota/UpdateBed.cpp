#include "tests/control-plane/ota/UpdateBed.h"

#include "contract/changes/Action.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/ota/ProductionSignature.h"
#include "contract/signing/LockedKey.h"
#include "control-plane/store/Transaction.h"
#include "tests/control-plane/api/PublishedPolicies.h"
#include "tests/control-plane/ota/TestReleases.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QEventLoop>
#include <QTest>

#include <algorithm>
#include <array>
#include <future>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::store::Transaction;

namespace {

constexpr int patience = 30'000; // milliseconds
constexpr qint64 day = 86'400;

/// Everybody may take every update.
policy::PolicyDocument openUpdates()
{
    return {.kind = policy::PolicyKind::OtaEligibility,
            .name = u"Updates"_s,
            .rules = {{.id = u"updates"_s,
                       .effect = policy::Effect::Allow,
                       .action = policy::ActionCategory::FetchUpdate,
                       .resource = log::Resource::Release}}};
}

} // namespace

UpdateBed::UpdateBed(int devices)
    : deployment(2 * devices) // of a sample not every one is trusted
    , m_administrator(deployment, u"administrator-1"_s)
    , m_manager(deployment, u"release-manager-1"_s)
    , m_approver(deployment, u"approver-1"_s)
    , m_reviewer(deployment, u"reviewer-1"_s)
{
    const QString policy = encoding::makeUuid7(deployment.clock.nowMilliseconds());
    (void)publishAndAssign(m_administrator, m_approver, policy, openUpdates(), {});
    const auto trusted = deployment.devices(fleet::DeviceState::Trusted, devices);
    for (const changes::TargetLeaf &leaf : trusted.leaves())
        m_devices.push_back(deployment.identity(leaf.handle));
    reset();
}

void UpdateBed::reset()
{
    m_state = std::make_unique<QTemporaryDir>();
}

changes::SignedChange UpdateBed::perform(TestConsole &asks, const QString &action,
                                         const changes::Parameters &parameters)
{
    const RawReply asked = asks.ask(action, {}, parameters);
    if (asked.status / 100 != 2)
        qFatal("%s: %s", qPrintable(action), asked.body.constData());
    auto change = changeOf(asked);
    const RawReply approved = m_approver.approve(change);
    if (memberOf(approved, "state"_L1) != json::Value(u"executed"_s))
        qFatal("%s: %s", qPrintable(action), approved.body.constData());
    return change;
}

std::shared_ptr<const signing::Signer> UpdateBed::authority(const QString &name) const
{
    return keyOf(u"authorities/"_s + name);
}

std::shared_ptr<const signing::Signer> UpdateBed::keyOf(const QString &name) const
{
    const QByteArray bytes = readFile(deployment.directory() + u"/sample/%1.json"_s.arg(name));
    const QByteArray pin = readFile(deployment.directory() + u"/sample/%1.pin"_s.arg(name)).trimmed();
    const auto key = require(signing::LockedKey::fromJson(require(json::parse(bytes))));
    return require(key->unlock(signing::Secret(pin)));
}

RepositoryDesk UpdateBed::repository()
{
    auto &plane = deployment.plane();
    return {plane.updateRepository(), plane.updateMetadata(), m_manager.person().id};
}

void UpdateBed::release(const QByteArray &artifact, const QString &name, const QString &version)
{
    prepare(artifact, name, version);
    publish();
}

void UpdateBed::publish(const QString &channel)
{
    require(repository().publish(channel, m_manifest.release));
    require(repository().sign(channel, *authority(u"manifest"_s)));
}

void UpdateBed::rotateRoot()
{
    const std::array keys{keyOf(u"tuf/root-1"_s), keyOf(u"tuf/root-2"_s)};
    controlplane::ota::RootTerms terms{.keys = {}, .expires = deployment.clock.now() + 365 * day};
    for (const auto &key : keys)
        terms.keys.push_back(key->publicKey());
    require(repository().draftRoot(terms));
    operators::UpdateKeys named = deployment.plane().governance().directory()->updateKeys();
    const auto waiting = repository().pending();
    const auto root = std::ranges::find(waiting, QString(ota::tuf::rootRole), &ota::tuf::PendingRole::role);
    named.tufRoot = ota::tuf::Envelope(root->body).digest();
    const auto change =
        changeOf(m_administrator.ask(changes::updateKeysSet, {}, changes::SetUpdateKeysParameters{named}));
    (void)m_approver.approve(change);
    const RawReply approved = m_reviewer.approve(change);
    if (memberOf(approved, "state"_L1) != json::Value(u"executed"_s))
        qFatal("%s", approved.body.constData());
    for (const auto &key : keys)
        require(repository().sign(u"root"_s, *key));
}

void UpdateBed::prepare(const QByteArray &artifact, const QString &name, const QString &version)
{
    m_manifest = {.deployment = deployment.file().deployment,
                  .release = encoding::makeUuid7(deployment.clock.nowMilliseconds()),
                  .version = version,
                  .artifact = {.digest = signing::sha256(artifact), .length = artifact.size(), .name = name},
                  .builds = {u"enigm-reference"_s},
                  .rollbackIndex = 1,
                  .securityPatch = 202'611,
                  .notes = {}};
    ReleaseDesk desk(deployment.plane().releases(), m_manager.person().id);
    require(desk.begin({.manifest = m_manifest, .build = u"nightly 4711"_s}));
    require(desk.sendAll(m_manifest.release, artifact));
    signManifest();
    signProduction();
}

void UpdateBed::signManifest()
{
    perform(m_manager, changes::releaseSignManifest, changes::SignManifestParameters{m_manifest});
    const auto made = require(ota::SignedManifest::sign(m_manifest, *authority(u"manifest"_s)));
    std::promise<Expected<void>> taken;
    deployment.plane().releaseSigning().takeManifest(
        m_manager.person().id, m_manifest.release, made.jws.compact(),
        [](Transaction &, const QString &) { return Expected<void>(); },
        [&taken](const Expected<void> &done) { taken.set_value(done); });
    require(taken.get_future().get());
}

void UpdateBed::signProduction()
{
    perform(m_manager, changes::releaseSignProduction,
            changes::SignProductionParameters{.release = m_manifest.release,
                                              .manifest = m_manifest.digest(),
                                              .artifact = m_manifest.artifact.digest,
                                              .length = m_manifest.artifact.length});
    const auto made =
        require(ota::SignedProduction::sign(ota::Production::of(m_manifest), *authority(u"production"_s)));
    std::promise<Expected<void>> taken;
    deployment.plane().releaseSigning().takeProduction(m_manifest.release, made.jws.compact(),
                                                       [&taken](const Expected<void> &done) { taken.set_value(done); });
    require(taken.get_future().get());
}

changes::StartRolloutParameters UpdateBed::rolloutToAll() const
{
    ota::RolloutPlan plan;
    plan.groups = {{.name = u"everybody"_s,
                    .share = 1000,
                    .starts = deployment.clock.now(),
                    .success = 1,
                    .errors = {.share = 999}}};
    return {.rollout = encoding::makeUuid7(deployment.clock.nowMilliseconds()),
            .release = m_manifest.release,
            .manifest = m_manifest.digest(),
            .plan = plan};
}

RawReply UpdateBed::askToStart(ota::RolloutModel model)
{
    changes::StartRolloutParameters rollout = rolloutToAll();
    rollout.plan.model = model;
    return m_manager.ask(changes::rolloutStart, {}, rollout);
}

void UpdateBed::start(std::optional<qint64> rate)
{
    changes::StartRolloutParameters rollout = rolloutToAll();
    rollout.plan.rate = rate;
    m_rollout = rollout.rollout;
    const qsizetype before = countOf(u"rollout.group-opened done"_s);
    m_started = perform(m_manager, changes::rolloutStart, rollout);
    if (!QTest::qWaitFor([&] { return countOf(u"rollout.group-opened done"_s) > before; }, patience))
        qFatal("the rollout does not begin: %s", qPrintable(deployment.entries().join(u'\n')));
    deployment.witness();
}

void UpdateBed::pause()
{
    const RawReply paused = m_manager.ask(changes::rolloutPause, {}, changes::PauseRolloutParameters{{m_rollout}});
    if (memberOf(paused, "state"_L1) != json::Value(u"executed"_s))
        qFatal("%s", paused.body.constData());
}

simulator::UpdateTally UpdateBed::update(const simulator::UpdateConduct &conduct)
{
    simulator::UpdateRun fleet(
        m_devices,
        {.listener = {.url = QUrl(deployment.server().deviceUrl()), .tlsDigest = deployment.file().tlsDigest},
         .deployment = deployment.file().deployment,
         .stateDirectory = m_state->path(),
         .first = {.build = u"enigm-reference"_s, .rollbackIndex = 0, .version = u"0"_s},
         .conduct = conduct,
         .clock = deployment.clock,
         .inFlight = 8});
    QEventLoop loop;
    QObject::connect(&fleet, &simulator::UpdateRun::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    fleet.start();
    loop.exec();
    return fleet.tally();
}

} // namespace enigm::test
