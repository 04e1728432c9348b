#include "views/ota/RolloutLanes.h"

#include "models/ota/RolloutQuestions.h"
#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace enigm::views::ota {

using charts::LaneBar;
using design::Tone;
using enigm::ota::GroupState;
using enigm::ota::RolloutGroup;
using enigm::ota::RolloutGroupRecord;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RolloutLanes)
};

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString noteOf(const RolloutGroupRecord &group, const RolloutGroup &plan, qint64 now)
{
    if (group.state == GroupState::Soaking && group.soaksUntil)
        return Words::tr("%1 left", "a span of time")
            .arg(words::spanText(std::max<qint64>(0, *group.soaksUntil - now)));
    if (group.state == GroupState::Waiting && !group.opened)
        return plan.starts > now ? Words::tr("not before %1").arg(words::shortTime(plan.starts, now))
                                 : Words::tr("after the one before");
    if (group.counts.notEligible > 0)
        return Words::tr("%1 not eligible", "a count of devices").arg(number(group.counts.notEligible));
    return {};
}

LaneBar progressOf(const RolloutGroupRecord &group, const RolloutGroup &plan)
{
    const enigm::ota::GroupCounts &counts = group.counts;
    const qint64 counted = models::ota::counted(counts);
    const qint64 enough = models::ota::enough(group, plan);
    const qint64 underWay = counts.underWay() - counts.waiting;
    QString figures =
        Words::tr("%1 of %2 confirmed", "counts of devices").arg(number(counts.confirmed), number(counted));
    if (underWay > 0)
        figures += Words::tr(" · %1 under way", "a count of devices").arg(number(underWay));
    return {.total = counted,
            .parts = {{.value = counts.confirmed, .tone = Tone::Ok},
                      {.value = counts.installed + counts.verified, .tone = Tone::Info},
                      {.value = counts.offered + counts.downloading, .tone = Tone::Muted}},
            .line = enough,
            .lineTone = Tone::Accent,
            .figures = figures,
            // What was accepted makes it another share of all than the plan says.
            .lineText =
                Words::tr("complete at %1").arg(group.forgiven > 0 ? number(enough) : words::shareText(plan.success))};
}

/// A third more than the group bears fits, so that the line is seen from both sides. What a resumption has accepted
/// stays in sight, and counts no more.
LaneBar errorsOf(const RolloutGroupRecord &group, const RolloutGroup &plan)
{
    const qint64 bearable = models::ota::bearable(group, plan);
    const qint64 failed = group.counts.failed;
    const qint64 accepted = std::min(group.forgiven, failed); // one that was accepted may have confirmed since
    QString figures = Words::tr("%1 failed", "a count of devices").arg(number(failed));
    if (accepted > 0)
        figures += Words::tr(" · %1 accepted", "a count of failed devices").arg(number(accepted));
    return {.total = std::max<qint64>({1, bearable + bearable / 3 + 1, failed}),
            .parts = {{.value = accepted, .tone = Tone::Muted}, {.value = failed - accepted, .tone = Tone::Danger}},
            .line = std::max<qint64>(1, bearable),
            .lineTone = Tone::Danger,
            .figures = figures,
            .lineText = Words::tr("halts above %1").arg(number(bearable))};
}

} // namespace

std::vector<charts::Lane> lanesOf(const enigm::ota::RolloutRecord &rollout, qint64 now)
{
    std::vector<charts::Lane> lanes;
    for (std::size_t place = 0; place < std::min(rollout.groups.size(), rollout.plan.groups.size()); ++place) {
        const RolloutGroupRecord &group = rollout.groups[place];
        const RolloutGroup &plan = rollout.plan.groups[place];
        lanes.push_back({.name = plan.name,
                         .state = words::groupStateWord(group.state),
                         .note = noteOf(group, plan, now),
                         .progress = progressOf(group, plan),
                         .errors = errorsOf(group, plan)});
    }
    return lanes;
}

} // namespace enigm::views::ota
