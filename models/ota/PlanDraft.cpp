#include "models/ota/PlanDraft.h"

#include "contract/encoding/Uuid.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace enigm::models::ota {

namespace {

constexpr qint64 hour = 3600;
constexpr qint64 day = 24 * hour;
constexpr qint64 usualSuccess = 950;
constexpr qint64 usualErrors = 20;

qint64 sharesOf(const std::vector<PlannedGroup> &groups)
{
    return std::accumulate(groups.begin(), groups.end(), qint64(0), [](qint64 sum, const PlannedGroup &group) {
        return sum + (group.by == GroupBy::Share ? group.share : 0);
    });
}

PlannedGroup usualGroup(qint64 share, qint64 starts, qint64 soak, qint64 now)
{
    PlannedGroup group{.id = encoding::makeUuid7(now * 1000), .settings = {}, .by = GroupBy::Share, .share = share};
    group.settings.starts = starts - starts % hour;
    group.settings.success = usualSuccess;
    group.settings.errors.share = usualErrors;
    group.settings.soak = soak;
    return group;
}

void findInGroup(const PlanDraft &draft, std::size_t place, qint64 now, std::vector<PlanFinding> &findings)
{
    const PlannedGroup &group = draft.groups[place];
    const auto note = [&](bool holds, PlanProblem problem) {
        if (holds)
            findings.push_back({.problem = problem, .group = place});
    };
    const auto isCalledSo = [&](const PlannedGroup &other) { return other.settings.name == group.settings.name; };
    const auto before = draft.groups.begin() + static_cast<std::ptrdiff_t>(place);
    note(group.settings.name.isEmpty(), PlanProblem::NameMissing);
    note(!group.settings.name.isEmpty() && std::any_of(draft.groups.begin(), before, isCalledSo),
         PlanProblem::NameTwice);
    note(!hasDevices(group), PlanProblem::NoDevices);
    note(!group.settings.errors.count && !group.settings.errors.share, PlanProblem::NoErrorLimit);
    note(place > 0 && group.settings.starts < draft.groups[place - 1].settings.starts, PlanProblem::StartsBackwards);
    note(group.settings.starts < now, PlanProblem::StartsInPast);
}

} // namespace

bool hasDevices(const PlannedGroup &group)
{
    switch (group.by) {
    case GroupBy::Share:
        return group.share > 0;
    case GroupBy::DeviceGroup:
        return !group.deviceGroup.isEmpty();
    case GroupBy::Handles:
        return !group.handles.empty();
    }
    Q_UNREACHABLE();
}

bool isWrong(PlanProblem problem)
{
    return problem != PlanProblem::StartsInPast && problem != PlanProblem::AllAtOnce;
}

std::vector<PlanFinding> findingsIn(const PlanDraft &draft, qint64 now)
{
    std::vector<PlanFinding> findings;
    const auto note = [&](bool holds, PlanProblem problem) {
        if (holds)
            findings.push_back({.problem = problem});
    };
    note(draft.release.isEmpty(), PlanProblem::NoRelease);
    note(draft.groups.empty(), PlanProblem::NoGroup);
    note(draft.groups.size() > enigm::ota::RolloutPlan::mostGroups, PlanProblem::TooManyGroups);
    for (std::size_t place = 0; place < draft.groups.size(); ++place)
        findInGroup(draft, place, now, findings);
    note(sharesOf(draft.groups) > enigm::ota::wholeShare, PlanProblem::SharesTooLarge);
    note(draft.model != enigm::ota::RolloutModel::Security && draft.groups.size() == 1 &&
             sharesOf(draft.groups) == enigm::ota::wholeShare,
         PlanProblem::AllAtOnce);
    return findings;
}

bool isSound(const std::vector<PlanFinding> &findings)
{
    return std::ranges::none_of(findings, isWrong, &PlanFinding::problem);
}

std::vector<PlannedGroup> usualGroups(enigm::ota::RolloutModel model, qint64 now)
{
    if (model == enigm::ota::RolloutModel::Security)
        return {usualGroup(enigm::ota::wholeShare, now + day, 0, now)};
    return {usualGroup(10, now + day, day, now), usualGroup(90, now + 2 * day, day, now),
            usualGroup(900, now + 4 * day, 0, now)};
}

PlannedGroup nextGroup(const std::vector<PlannedGroup> &groups, qint64 now)
{
    const qint64 left = std::max(qint64(0), enigm::ota::wholeShare - sharesOf(groups));
    if (groups.empty())
        return usualGroup(left, now + day, day, now);
    PlannedGroup next = groups.back();
    next.id = encoding::makeUuid7(now * 1000);
    next.settings.name.clear();
    next.settings.starts += day;
    next.by = GroupBy::Share;
    next.share = left;
    next.deviceGroup.clear();
    next.handles.clear();
    return next;
}

enigm::ota::RolloutPlan planOf(const PlanDraft &draft,
                               const std::vector<std::optional<enigm::ota::RolloutMembers>> &members)
{
    enigm::ota::RolloutPlan plan{
        .model = draft.model, .groups = {}, .retry = draft.retry, .silentAfter = draft.silentAfter, .rate = draft.rate};
    for (std::size_t place = 0; place < draft.groups.size(); ++place) {
        enigm::ota::RolloutGroup group = draft.groups[place].settings;
        group.members = members[place];
        group.share = members[place] ? std::nullopt : std::optional(draft.groups[place].share);
        if (draft.model == enigm::ota::RolloutModel::Security)
            group.soak = 0;
        plan.groups.push_back(std::move(group));
    }
    return plan;
}

} // namespace enigm::models::ota
