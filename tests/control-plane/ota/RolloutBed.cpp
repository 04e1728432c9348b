#include "tests/control-plane/ota/RolloutBed.h"

#include "contract/encoding/Uuid.h"
#include "tests/control-plane/ota/SignedRelease.h"

#include <algorithm>
#include <future>

using namespace Qt::StringLiterals;

namespace enigm::test {

using controlplane::ota::DeviceOffer;
using ota::UpdateState;

RolloutBed::RolloutBed()
{
    m_manifest = manifestOf(live.plane().governance().directory()->deploymentId(), release);
    require(live.plane().writer().submitAndWait([this](controlplane::store::Transaction &transaction) {
        return keepSignedRelease(transaction, m_manifest, live.clock.now());
    }));
    open();
}

void RolloutBed::open()
{
    controlplane::program::ControlPlane &plane = live.plane();
    m_decisions = std::make_unique<controlplane::policy::TrustDecisions>(plane.database(), live.clock,
                                                                         controlplane::policy::InputTerms{});
    const controlplane::ota::RolloutClock::Parts parts{
        .database = plane.database(), .writer = plane.writer(), .sequencer = plane.sequencer(), .clock = live.clock};
    m_service = std::make_unique<controlplane::ota::RolloutService>(
        controlplane::ota::RolloutService::Parts{.database = plane.database(),
                                                 .writer = plane.writer(),
                                                 .sequencer = plane.sequencer(),
                                                 .clock = live.clock,
                                                 .decisions = *m_decisions,
                                                 .release = controlplane::ota::storedReleases(plane.database())});
    m_reader = std::make_unique<controlplane::ota::RolloutReader>(
        plane.database(), controlplane::ota::storedReleases(plane.database()), false);
    m_clock = std::make_unique<controlplane::ota::RolloutClock>(parts);
}

void RolloutBed::restart()
{
    m_clock.reset();
    m_reader.reset();
    m_service.reset();
    m_decisions.reset();
    live.restart();
    open();
}

std::vector<fleet::DeviceHandle> RolloutBed::admit(int count)
{
    return live.admit(count).devices();
}

void RolloutBed::allowUpdates()
{
    const changes::PublishPolicyParameters first{
        .version = {.policy = encoding::makeUuid7(live.clock.nowMilliseconds()),
                    .version = 1,
                    .document = {.kind = policy::PolicyKind::OtaEligibility,
                                 .name = u"Updates"_s,
                                 .rules = {{.id = u"updates"_s,
                                            .effect = policy::Effect::Allow,
                                            .action = policy::ActionCategory::FetchUpdate,
                                            .resource = log::Resource::Release}}}},
        .replaces = {}};
    live.perform(live.administrator1, changes::policyPublish, {}, first, {live.approver1});
    const auto standing = require(changes::standingAfter(first, std::nullopt, std::nullopt));
    live.perform(
        live.administrator1, changes::policyAssign, {},
        changes::AssignPolicyParameters{.policy = standing.policy, .groups = {}, .replaces = standing.replacedBy()},
        {live.approver1});
}

ota::RolloutPlan RolloutBed::planOf(const std::vector<qint64> &shares) const
{
    ota::RolloutPlan plan;
    plan.retry = {.after = 600, .attempts = 3};
    plan.silentAfter = 86'400;
    for (const qint64 share : shares)
        plan.groups.push_back({.name = u"Group %1"_s.arg(plan.groups.size()),
                               .share = share,
                               .starts = live.clock.now(),
                               .errors = {.count = 0}});
    return plan;
}

ota::RolloutGroup RolloutBed::groupOf(const QString &name, const std::vector<fleet::DeviceHandle> &handles)
{
    std::promise<Expected<void>> kept;
    ota::RolloutMembers members;
    m_service->keepMembers(
        handles, {},
        [&members](controlplane::store::Transaction &, const ota::RolloutMembers &made) -> Expected<void> {
            members = made;
            return {};
        },
        [&kept](const Expected<void> &done) { kept.set_value(done); });
    require(kept.get_future().get());
    return {.name = name, .members = members, .starts = live.clock.now(), .errors = {.count = 0}};
}

LivePlane::Result RolloutBed::tryStart(const ota::RolloutPlan &plan)
{
    const changes::StartRolloutParameters parameters{.rollout = encoding::makeUuid7(live.clock.nowMilliseconds()),
                                                     .release = release,
                                                     .manifest = m_manifest.digest(),
                                                     .plan = plan};
    const auto asked = live.ask(live.releaseManager1, changes::rolloutStart, {}, parameters);
    return asked ? live.approve(live.approver1, *asked) : asked;
}

QString RolloutBed::start(const ota::RolloutPlan &plan)
{
    const auto record = require(tryStart(plan));
    if (record.state != changes::ChangeState::Executed)
        qFatal("a rollout was not started but is %s", qPrintable(changes::word(record.state)));
    return std::get<changes::StartRolloutParameters>(record.change.parameters).rollout;
}

void RolloutBed::pause(const QString &rollout)
{
    live.perform(live.releaseManager1, changes::rolloutPause, {}, changes::PauseRolloutParameters{{rollout}}, {});
}

void RolloutBed::halt(const QString &rollout)
{
    live.perform(live.releaseManager1, changes::rolloutHalt, {}, changes::HaltRolloutParameters{{rollout}}, {});
}

void RolloutBed::withdraw(const QString &rollout)
{
    live.perform(live.releaseManager1, changes::rolloutWithdraw, {}, changes::WithdrawRolloutParameters{{rollout}}, {});
}

void RolloutBed::resume(const QString &rollout)
{
    live.perform(live.releaseManager1, changes::rolloutResume, {},
                 changes::ResumeRolloutParameters{.rollout = rollout, .standing = record(rollout).standing},
                 {live.approver1});
}

void RolloutBed::tick()
{
    require(m_clock->tick({}));
}

ota::RolloutRecord RolloutBed::record(const QString &rollout) const
{
    return require(m_reader->record(rollout));
}

ota::GroupCounts RolloutBed::counts(const QString &rollout, std::size_t group) const
{
    return record(rollout).groups[group].counts;
}

QStringList RolloutBed::events(const QString &rollout) const
{
    QStringList kinds;
    for (const ota::RolloutEvent &event : require(m_reader->events(rollout, {}, 1'000)).items)
        kinds.prepend(ota::toWord(event.kind));
    return kinds;
}

QMap<qint64, std::vector<fleet::DeviceHandle>> RolloutBed::devices(const QString &rollout) const
{
    QMap<qint64, std::vector<fleet::DeviceHandle>> byGroup;
    for (const ota::RolloutDevice &device : require(m_reader->devices(rollout, {}, {}, 100'000)).items)
        byGroup[device.group].push_back(device.handle);
    return byGroup;
}

std::optional<DeviceOffer> RolloutBed::offer(const fleet::DeviceHandle &device)
{
    return require(m_service->offerFor(device));
}

QString RolloutBed::report(const fleet::DeviceHandle &device, qint64 execution, UpdateState state,
                           std::optional<ota::UpdateFailure> failure)
{
    std::promise<Expected<void>> noted;
    m_service->note(device, {.execution = execution, .state = state, .failure = failure},
                    [&noted](const Expected<void> &done) { noted.set_value(done); });
    const Expected<void> done = noted.get_future().get();
    return done ? QString() : problemSlug(done.error().type);
}

void RolloutBed::update(const fleet::DeviceHandle &device)
{
    const auto offered = offer(device);
    if (!offered)
        qFatal("%s was offered nothing", qPrintable(device.text()));
    for (const UpdateState state :
         {UpdateState::Downloading, UpdateState::Verified, UpdateState::Installed, UpdateState::Confirmed})
        report(device, offered->execution, state);
}

void RolloutBed::fail(const fleet::DeviceHandle &device, ota::UpdateFailure failure)
{
    const auto offered = offer(device);
    if (!offered)
        qFatal("%s was offered nothing", qPrintable(device.text()));
    report(device, offered->execution, UpdateState::Failed, failure);
}

} // namespace enigm::test
