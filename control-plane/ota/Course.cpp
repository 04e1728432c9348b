#include "control-plane/ota/Course.h"

#include <algorithm>

namespace enigm::controlplane::ota {

using enigm::ota::GroupCounts;
using enigm::ota::GroupState;
using enigm::ota::HaltReason;
using enigm::ota::RolloutEventKind;
using enigm::ota::RolloutGroup;
using enigm::ota::RolloutPlan;
using enigm::ota::RolloutState;
using enigm::ota::wholeShare;

namespace {

bool hasOpened(const GroupCourse &group)
{
    return group.state != GroupState::Waiting;
}

/// Of the devices that can confirm: those that were not eligible, and failures that were accepted, are left out.
bool isSuccess(const RolloutGroup &plan, const GroupCourse &group)
{
    const GroupCounts &counts = group.counts;
    if (group.isAccepted || counts.count == 0)
        return true;
    const qint64 base = counts.count - counts.notEligible - counts.withdrawn - group.forgiven;
    return counts.confirmed > 0 && counts.confirmed * wholeShare >= plan.success * base;
}

/// Whether nothing more is to come of it: devices that were not eligible are given the time of a silent one to become
/// so.
bool hasEnded(const GroupCourse &group, qint64 silentAfter, qint64 now)
{
    return group.counts.underWay() == 0 &&
           (group.counts.notEligible == 0 || now >= group.opened.value_or(now) + silentAfter);
}

std::optional<HaltReason> haltReason(const RolloutGroup &plan, const GroupCourse &group, bool ended)
{
    if (!hasOpened(group))
        return std::nullopt;
    const qint64 failed = group.counts.failed - group.forgiven;
    if (plan.errors.count && failed > *plan.errors.count)
        return HaltReason::ErrorCount;
    if (plan.errors.share && failed * wholeShare > *plan.errors.share * group.counts.count)
        return HaltReason::ErrorShare;
    if (group.state == GroupState::Running && ended && !isSuccess(plan, group))
        return HaltReason::SuccessMissed;
    return std::nullopt;
}

bool mayOpen(const RolloutGroup &plan, qint64 obeyBy, qint64 now)
{
    return now >= plan.starts && now <= obeyBy && (!plan.window || plan.window->holdsAt(now));
}

class Advance
{
public:
    Advance(const RolloutPlan &plan, Course &course, qint64 now)
        : m_plan(plan)
        , m_course(course)
        , m_now(now)
    {}

    std::vector<Step> run()
    {
        if (m_course.state != RolloutState::Active || halts())
            return std::move(m_steps);
        std::size_t next = 0;
        while (next < m_course.groups.size() && completes(next))
            ++next;
        // Of a group that opened just now nobody can have failed, but all of it may have ended.
        if (halts())
            return std::move(m_steps);
        if (next == m_course.groups.size() && isOver()) {
            m_course.state = RolloutState::Completed;
            m_steps.push_back({.kind = RolloutEventKind::Completed});
        }
        return std::move(m_steps);
    }

private:
    bool halts()
    {
        for (std::size_t i = 0; i < m_course.groups.size(); ++i) {
            const GroupCourse &group = m_course.groups[i];
            const auto reason = haltReason(m_plan.groups[i], group, hasEnded(group, m_plan.silentAfter, m_now));
            if (!reason)
                continue;
            m_course.state = RolloutState::Halted;
            m_steps.push_back({.kind = RolloutEventKind::Halted, .group = i, .reason = reason});
            return true;
        }
        return false;
    }

    /// Moves a group whose predecessor has completed; whether it has completed, too.
    bool completes(std::size_t i)
    {
        const RolloutGroup &plan = m_plan.groups[i];
        GroupCourse &group = m_course.groups[i];
        if (group.state == GroupState::Waiting && mayOpen(plan, m_course.obeyBy, m_now)) {
            group.state = GroupState::Running;
            group.opened = m_now;
            m_steps.push_back({.kind = RolloutEventKind::GroupOpened, .group = i});
        }
        if (group.state == GroupState::Running && isSuccess(plan, group)) {
            group.state = GroupState::Soaking;
            group.succeeded = m_now;
            if (plan.soak > 0)
                m_steps.push_back({.kind = RolloutEventKind::GroupSoaking, .group = i});
        }
        if (group.state == GroupState::Soaking && m_now >= *group.succeeded + plan.soak) {
            group.state = GroupState::Completed;
            group.completed = m_now;
            m_steps.push_back({.kind = RolloutEventKind::GroupCompleted, .group = i});
        }
        return group.state == GroupState::Completed;
    }

    bool isOver() const
    {
        return m_now > m_course.obeyBy || std::ranges::all_of(m_course.groups, [this](const GroupCourse &group) {
                   return hasEnded(group, m_plan.silentAfter, m_now);
               });
    }

    const RolloutPlan &m_plan;
    Course &m_course;
    const qint64 m_now;
    std::vector<Step> m_steps;
};

} // namespace

std::vector<Step> advance(const RolloutPlan &plan, Course &course, qint64 now)
{
    Q_ASSERT(plan.groups.size() == course.groups.size());
    return Advance(plan, course, now).run();
}

void resume(Course &course, const std::optional<enigm::ota::RolloutHalt> &halted, qint64 stopped)
{
    course.state = RolloutState::Active;
    for (GroupCourse &group : course.groups) {
        group.forgiven = group.counts.failed;
        if (group.state == GroupState::Soaking)
            *group.succeeded += stopped;
    }
    if (halted && halted->group && halted->reason == HaltReason::SuccessMissed)
        course.groups[static_cast<std::size_t>(*halted->group)].isAccepted = true;
}

} // namespace enigm::controlplane::ota
