#include "contract/evidence/RolloutCourse.h"

#include "contract/log/MerkleFrontier.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::evidence {

using ota::GroupState;
using ota::RolloutEventKind;
using ota::RolloutFrozen;
using ota::RolloutGroup;

namespace {

std::unexpected<Problem> otherDevices(std::size_t group)
{
    return refuse(ProblemType::TargetMismatch, u"Group %1 was frozen with other devices than it is for."_s.arg(group),
                  u"/body/groups"_s);
}

} // namespace

RolloutCourse::RolloutCourse(const changes::StartRolloutParameters &start, const QByteArray &change)
    : m_rollout(start.rollout)
{
    for (const RolloutGroup &group : start.plan.groups)
        m_groups.push_back({.plan = group});
    if (std::ranges::any_of(start.plan.groups, [](const RolloutGroup &group) { return group.members.has_value(); }))
        return;
    if (auto made = ota::Membership::make(start.plan, change, std::vector<ota::Membership::Handles>(m_groups.size())))
        m_membership = std::move(*made);
}

Expected<void> RolloutCourse::freeze(const std::vector<RolloutFrozen::Group> &groups,
                                     const std::optional<QByteArrayList> &trusted)
{
    if (std::exchange(m_isFrozen, true))
        return refuse(ProblemType::AlreadyExists, u"Whom this rollout is for was written down before."_s, m_rollout);
    if (groups.size() != m_groups.size())
        return refuse(ProblemType::TargetMismatch, u"The plan has another number of groups."_s, u"/body/groups"_s);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto &members = m_groups[i].plan.members;
        // Those of them that were not trusted are not in it.
        if (members && (groups[i].count > members->count ||
                        (groups[i].count == members->count && groups[i].root != members->root)))
            return otherDevices(i);
    }
    return trusted && m_membership ? checkPopulation(groups, *trusted) : Expected<void>();
}

Expected<void> RolloutCourse::checkPopulation(const std::vector<RolloutFrozen::Group> &groups,
                                              const QByteArrayList &trusted) const
{
    std::vector<log::MerkleFrontier> trees(groups.size());
    for (const QByteArray &handle : trusted) {
        if (const auto group = m_membership->groupOf(handle))
            trees[*group].append(log::leafHash(handle));
    }
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].count != trees[i].size() || groups[i].root != trees[i].root().toBytes())
            return otherDevices(i);
    }
    return {};
}

bool RolloutCourse::isTurn(const ota::RolloutMove &move, qint64 time) const
{
    if (!m_isFrozen)
        return false;
    const auto hasCompleted = [](const Group &group) { return group.state == GroupState::Completed; };
    if (!move.group)
        return std::ranges::all_of(m_groups, hasCompleted);
    const auto index = static_cast<std::size_t>(*move.group);
    if (index >= m_groups.size())
        return false;
    const Group &group = m_groups[index];
    const qint64 soak = group.plan.soak;
    switch (move.kind) {
    case RolloutEventKind::GroupOpened:
        return group.state == GroupState::Waiting && time >= group.plan.starts &&
               (index == 0 || hasCompleted(m_groups[index - 1]));
    case RolloutEventKind::GroupSoaking:
        return group.state == GroupState::Running && soak > 0;
    case RolloutEventKind::GroupCompleted:
        return (group.state == GroupState::Running && soak == 0) ||
               (group.state == GroupState::Soaking && time >= group.soakingSince + soak);
    default: // a halt
        return hasOpened(index);
    }
}

Expected<void> RolloutCourse::take(const ota::RolloutMove &move, qint64 time, std::optional<ota::RolloutState> state)
{
    if (m_isDark)
        return {};
    if (!isTurn(move, time) || state.value_or(ota::RolloutState::Active) != ota::RolloutState::Active)
        return refuse(ProblemType::TargetState, u"It was not the turn of this: %1."_s.arg(ota::toWord(move.kind)),
                      m_rollout);
    if (!isCounted(move))
        return refuse(ProblemType::BodyMismatch,
                      u"%1 devices have confirmed, the log has %2."_s.arg(move.confirmed).arg(confirmedIn(move.group)),
                      u"/body/confirmed"_s);
    if (!move.group)
        return {};
    Group &group = m_groups[static_cast<std::size_t>(*move.group)];
    if (move.kind == RolloutEventKind::GroupOpened)
        group.state = GroupState::Running;
    if (move.kind == RolloutEventKind::GroupCompleted)
        group.state = GroupState::Completed;
    if (move.kind == RolloutEventKind::GroupSoaking) {
        group.state = GroupState::Soaking;
        group.soakingSince = time;
    }
    return {};
}

bool RolloutCourse::isCounted(const ota::RolloutMove &move) const
{
    // Who is in which group is not known of a plan with members: what all of them have is the most of each.
    if (!isByShare() && move.group)
        return move.confirmed <= confirmedIn(std::nullopt);
    return move.confirmed == confirmedIn(move.group);
}

void RolloutCourse::resume(qint64 time)
{
    const qint64 stopped = std::max(qint64(0), time - m_stoppedAt.value_or(time));
    m_stoppedAt.reset();
    for (Group &group : m_groups) {
        if (group.state == GroupState::Soaking)
            group.soakingSince += stopped;
    }
}

qint64 RolloutCourse::confirmedIn(const std::optional<qint64> &group) const
{
    if (group)
        return m_groups[static_cast<std::size_t>(*group)].confirmed.size();
    qint64 all = 0;
    for (const Group &each : m_groups)
        all += each.confirmed.size();
    return all;
}

Expected<void> RolloutCourse::hear(const QString &handle, bool hasConfirmed)
{
    if (m_isDark)
        return {};
    // Of a group by members nobody here knows whom it names: the first has opened before all others.
    std::size_t group = 0;
    if (m_membership) {
        const auto drawn = m_membership->groupOf(handle.toLatin1());
        if (!drawn)
            return refuse(ProblemType::WrongDevice, u"The rollout is not for this device."_s, handle);
        group = *drawn;
    }
    if (!hasOpened(group))
        return refuse(ProblemType::TargetState, u"The device had not been offered anything yet."_s, handle);
    if (hasConfirmed)
        m_groups[group].confirmed.insert(handle);
    return {};
}

} // namespace enigm::evidence
