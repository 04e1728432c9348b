#include "control-plane/ota/RolloutEffect.h"

#include "contract/json/JsonParser.h"
#include "control-plane/ota/StoredRollout.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

using enigm::changes::HaltRolloutParameters;
using enigm::changes::Parameters;
using enigm::changes::PauseRolloutParameters;
using enigm::changes::ResumeRolloutParameters;
using enigm::changes::RolloutStanding;
using enigm::changes::StartRolloutParameters;
using enigm::changes::WithdrawRolloutParameters;
using enigm::ota::HaltReason;
using enigm::ota::RolloutEventKind;
using enigm::ota::RolloutGroup;
using enigm::ota::RolloutHalt;
using enigm::ota::RolloutState;

namespace {

/// Where a change that stops a rollout leads.
struct Stop
{
    QString rollout;
    RolloutState state;
};

std::optional<Stop> stopOf(const Parameters &change)
{
    if (const auto *const paused = std::get_if<PauseRolloutParameters>(&change))
        return Stop{.rollout = paused->rollout, .state = paused->leadsTo};
    if (const auto *const halted = std::get_if<HaltRolloutParameters>(&change))
        return Stop{.rollout = halted->rollout, .state = halted->leadsTo};
    if (const auto *const withdrawn = std::get_if<WithdrawRolloutParameters>(&change))
        return Stop{.rollout = withdrawn->rollout, .state = withdrawn->leadsTo};
    return std::nullopt;
}

RolloutEventKind kindOf(RolloutState state)
{
    switch (state) {
    case RolloutState::Active:
        return RolloutEventKind::Resumed;
    case RolloutState::Paused:
        return RolloutEventKind::Paused;
    case RolloutState::Halted:
        return RolloutEventKind::Halted;
    case RolloutState::Completed:
        return RolloutEventKind::Completed;
    case RolloutState::Withdrawn:
        return RolloutEventKind::Withdrawn;
    }
    Q_UNREACHABLE();
}

Expected<void> checkMembers(const store::Repositories &store, const enigm::ota::RolloutPlan &plan)
{
    for (std::size_t i = 0; i < plan.groups.size(); ++i) {
        const RolloutGroup &group = plan.groups[i];
        if (!group.members)
            continue;
        const auto isKnown = store.rolloutDevices.hasMembers(group.members->root);
        if (!isKnown)
            return std::unexpected(isKnown.error());
        if (!*isKnown)
            return refuse(ProblemType::TargetMismatch, u"Nobody has handed in the devices of this group."_s,
                          u"/parameters/plan/groups/%1/members"_s.arg(i));
    }
    return {};
}

Expected<void> checkStart(const store::Repositories &store, const StartRolloutParameters &change)
{
    const auto row = store.rollouts.find(change.rollout);
    if (!row)
        return std::unexpected(row.error());
    if (*row)
        return refuse(ProblemType::AlreadyExists, u"A rollout has this id."_s, change.rollout);
    return checkMembers(store, change.plan);
}

Expected<void> start(store::Transaction &transaction, const RolloutExecution &execution,
                     const StartRolloutParameters &change)
{
    const store::RolloutRow row{.id = change.rollout,
                                .release = change.release,
                                .manifest = change.manifest,
                                .plan = json::canonical(change.plan.toJson()),
                                .change = execution.change,
                                .digest = execution.digest,
                                .execution = execution.index,
                                .startedAt = execution.time,
                                .obeyBy = execution.obeyBy.value_or(execution.time),
                                .state = RolloutState::Active,
                                .entry = execution.index,
                                .cursor = execution.cursor};
    const auto number = transaction.rollouts.insert(row, static_cast<qint64>(change.plan.groups.size()));
    if (!number)
        return std::unexpected(number.error());
    return transaction.rollouts.addEvent(*number, {.kind = RolloutEventKind::Started,
                                                   .time = execution.time,
                                                   .who = execution.requester,
                                                   .change = execution.change,
                                                   .entry = execution.index});
}

/// Since when a rollout stands: a pause may have been followed by a halt, and the devices be written down meanwhile.
Expected<qint64> stoppedSince(const store::Repositories &store, const store::RolloutRow &rollout, qint64 now)
{
    constexpr int mostBetween = 3;
    const auto events = store.rollouts.events(rollout.number, std::nullopt, mostBetween);
    if (!events)
        return std::unexpected(events.error());
    qint64 since = now;
    for (const enigm::ota::RolloutEvent &event : *events) {
        const bool isStop = event.kind == RolloutEventKind::Paused || event.kind == RolloutEventKind::Halted;
        if (!isStop && event.kind != RolloutEventKind::Frozen)
            break;
        if (isStop)
            since = event.time;
    }
    return since;
}

/// Moves a rollout to a state as a person wants it.
Expected<void> moveTo(store::Transaction &transaction, const RolloutExecution &execution, const QString &rollout,
                      RolloutState state)
{
    auto stored = StoredRollout::load(transaction, rollout);
    if (!stored)
        return std::unexpected(stored.error());
    if (state == RolloutState::Active) {
        const auto since = stoppedSince(transaction, stored->row, execution.time);
        if (!since)
            return std::unexpected(since.error());
        Course course = stored->course();
        resume(course, stored->row.halted, std::max(qint64(0), execution.time - *since));
        stored->take(course);
        stored->row.halted.reset();
        stored->row.resumedAt = execution.time;
        for (const store::RolloutGroupRow &group : stored->groups) {
            if (auto done = transaction.rollouts.update(group); !done)
                return done;
        }
    }
    stored->row.state = state;
    stored->row.entry = execution.index;
    stored->row.cursor = execution.cursor;
    if (state == RolloutState::Halted)
        stored->row.halted =
            RolloutHalt{.by = execution.requester, .reason = HaltReason::Asked, .time = execution.time};
    if (auto done = transaction.rollouts.update(stored->row); !done)
        return done;
    const bool isHalt = state == RolloutState::Halted;
    return transaction.rollouts.addEvent(stored->row.number,
                                         {.kind = kindOf(state),
                                          .time = execution.time,
                                          .who = execution.requester,
                                          .change = execution.change,
                                          .reason = isHalt ? std::optional(HaltReason::Asked) : std::nullopt,
                                          .entry = execution.index});
}

} // namespace

Expected<std::optional<RolloutStanding>> rolloutStanding(const store::Repositories &store, const QString &rollout)
{
    const auto row = store.rollouts.find(rollout);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return std::optional<RolloutStanding>();
    return std::optional(RolloutStanding{.rollout = rollout, .state = (*row)->state, .entry = (*row)->entry});
}

Expected<void> checkRolloutEffect(const store::Repositories &store, const Parameters &change)
{
    if (const auto *const started = std::get_if<StartRolloutParameters>(&change))
        return checkStart(store, *started);
    const auto standing = rolloutStanding(store, *enigm::changes::rolloutOf(change));
    if (!standing)
        return std::unexpected(standing.error());
    if (const auto *const resumed = std::get_if<ResumeRolloutParameters>(&change))
        return enigm::changes::checkResume(*resumed, *standing);
    const auto stop = stopOf(change);
    return enigm::changes::checkStop(stop->rollout, stop->state, *standing);
}

Expected<void> keepRollout(store::Transaction &transaction, const RolloutExecution &execution, const Parameters &change)
{
    if (const auto *const started = std::get_if<StartRolloutParameters>(&change))
        return start(transaction, execution, *started);
    if (const auto *const resumed = std::get_if<ResumeRolloutParameters>(&change))
        return moveTo(transaction, execution, resumed->rollout, RolloutState::Active);
    const auto stop = stopOf(change);
    return moveTo(transaction, execution, stop->rollout, stop->state);
}

} // namespace enigm::controlplane::ota
