#include "contract/changes/RolloutParameters.h"

#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::changes {

using operators::valueOf;
using ota::RolloutState;

namespace {

Expected<ota::RolloutPlan> parsePlan(const json::Value &value, const QString &pointer)
{
    return ota::RolloutPlan::fromJson(value, pointer);
}

template <typename Stop>
Stop readStop(json::ObjectReader &reader)
{
    Stop stop;
    stop.rollout = reader.uuid("rollout"_L1);
    return stop;
}

bool isOver(RolloutState state)
{
    return state == RolloutState::Completed || state == RolloutState::Withdrawn;
}

Expected<void> checkKnown(const QString &rollout, const std::optional<RolloutStanding> &standing)
{
    return standing ? Expected<void>() : refuse(ProblemType::NotFound, u"There is no such rollout."_s, rollout);
}

} // namespace

json::Value RolloutStanding::toJson() const
{
    return json::Object{{"entry"_L1, entry}, {"rollout"_L1, rollout}, {"state"_L1, QString(ota::toWord(state))}};
}

QByteArray RolloutStanding::digest() const
{
    return signing::sha256(json::canonical(toJson()));
}

StartRolloutParameters StartRolloutParameters::read(json::ObjectReader &reader)
{
    return {.rollout = reader.uuid("rollout"_L1),
            .release = reader.uuid("release"_L1),
            .manifest = reader.bytes("manifest"_L1, 32),
            .plan = reader.with("plan"_L1, parsePlan)};
}

json::Value StartRolloutParameters::toJson() const
{
    return json::Object{{"manifest"_L1, valueOf(manifest)},
                        {"plan"_L1, plan.toJson()},
                        {"release"_L1, release},
                        {"rollout"_L1, rollout}};
}

ResumeRolloutParameters ResumeRolloutParameters::read(json::ObjectReader &reader)
{
    return {.rollout = reader.uuid("rollout"_L1), .standing = reader.bytes("standing"_L1, 32)};
}

json::Value ResumeRolloutParameters::toJson() const
{
    return json::Object{{"rollout"_L1, rollout}, {"standing"_L1, valueOf(standing)}};
}

json::Value StopRolloutParameters::toJson() const
{
    return json::Object{{"rollout"_L1, rollout}};
}

PauseRolloutParameters PauseRolloutParameters::read(json::ObjectReader &reader)
{
    return readStop<PauseRolloutParameters>(reader);
}

HaltRolloutParameters HaltRolloutParameters::read(json::ObjectReader &reader)
{
    return readStop<HaltRolloutParameters>(reader);
}

WithdrawRolloutParameters WithdrawRolloutParameters::read(json::ObjectReader &reader)
{
    return readStop<WithdrawRolloutParameters>(reader);
}

Expected<void> checkStart(const StartRolloutParameters &change, const std::optional<ReleaseFold::Release> &release,
                          bool isKnown)
{
    if (!release || !release->isForProduction)
        return refuse(ProblemType::NotFound, u"This release was not signed off for both authorities."_s,
                      change.release);
    if (release->manifest.digest() != change.manifest)
        return refuse(ProblemType::Drifted, u"The release was signed off with another manifest."_s,
                      u"/parameters/manifest"_s);
    if (isKnown)
        return refuse(ProblemType::AlreadyExists, u"A rollout has this id."_s, change.rollout);
    return {};
}

Expected<void> checkResume(const ResumeRolloutParameters &change, const std::optional<RolloutStanding> &before)
{
    if (auto known = checkKnown(change.rollout, before); !known)
        return known;
    if (before->digest() != change.standing)
        return refuse(ProblemType::Drifted, u"The rollout has moved since; look at how it stands now and ask again."_s,
                      change.rollout);
    if (before->state != RolloutState::Paused && before->state != RolloutState::Halted)
        return refuse(ProblemType::TargetState, u"Only what is paused or halted is resumed."_s, change.rollout);
    return {};
}

Expected<void> checkStop(const QString &rollout, RolloutState leadsTo, const std::optional<RolloutStanding> &before)
{
    if (auto known = checkKnown(rollout, before); !known)
        return known;
    const bool isStopped =
        before->state == leadsTo || (leadsTo == RolloutState::Paused && before->state == RolloutState::Halted);
    if (isOver(before->state) || isStopped)
        return refuse(ProblemType::TargetState, u"The rollout is %1."_s.arg(ota::toWord(before->state)), rollout);
    return {};
}

Expected<void> RolloutFold::apply(const StartRolloutParameters &change,
                                  const std::optional<ReleaseFold::Release> &release, qint64 index)
{
    if (auto sound = checkStart(change, release, m_rollouts.contains(change.rollout)); !sound)
        return sound;
    m_rollouts.insert(change.rollout, {.rollout = change.rollout, .state = RolloutState::Active, .entry = index});
    return {};
}

Expected<void> RolloutFold::apply(const ResumeRolloutParameters &change, qint64 index)
{
    if (isDark(change.rollout))
        return {};
    if (auto sound = checkResume(change, find(change.rollout)); !sound)
        return sound;
    m_rollouts.insert(change.rollout, {.rollout = change.rollout, .state = RolloutState::Active, .entry = index});
    return {};
}

Expected<void> RolloutFold::note(const QString &rollout, RolloutState state, qint64 index)
{
    if (isDark(rollout))
        return {};
    if (auto sound = checkStop(rollout, state, find(rollout)); !sound)
        return sound;
    m_rollouts.insert(rollout, {.rollout = rollout, .state = state, .entry = index});
    return {};
}

void RolloutFold::forget(const QString &rollout)
{
    m_rollouts.remove(rollout);
    m_forgotten.insert(rollout);
}

void RolloutFold::forgetAll()
{
    m_rollouts.clear();
    m_isAnyForgotten = true;
}

std::optional<RolloutStanding> RolloutFold::find(const QString &rollout) const
{
    const auto known = m_rollouts.constFind(rollout);
    return known == m_rollouts.constEnd() ? std::nullopt : std::optional(*known);
}

bool RolloutFold::isDark(const QString &rollout) const
{
    return !m_rollouts.contains(rollout) && (m_isAnyForgotten || m_forgotten.contains(rollout));
}

} // namespace enigm::changes
