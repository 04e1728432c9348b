#include "views/ota/PlanText.h"

#include "views/words/ReleaseText.h"
#include "views/words/RolloutText.h"
#include "views/words/TimeText.h"

#include <QCoreApplication>
#include <QLocale>

namespace enigm::views::ota {

using models::ota::GroupBy;
using models::ota::PlannedGroup;
using models::ota::PlanProblem;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PlanText)
};

QString sentenceOf(PlanProblem problem)
{
    switch (problem) {
    case PlanProblem::NoRelease:
        return Words::tr("Choose a release.");
    case PlanProblem::NoGroup:
        return Words::tr("Add a group.");
    case PlanProblem::TooManyGroups:
        return Words::tr("A rollout has at most 20 groups.");
    case PlanProblem::NameMissing:
        return Words::tr("The group needs a name.");
    case PlanProblem::NameTwice:
        return Words::tr("Another group has this name.");
    case PlanProblem::NoDevices:
        return Words::tr("Say which devices are in the group.");
    case PlanProblem::SharesTooLarge:
        return Words::tr("The shares add up to more than 100%.");
    case PlanProblem::NoErrorLimit:
        return Words::tr("Say how many failures halt it.");
    case PlanProblem::StartsBackwards:
        return Words::tr("It starts before the group that precedes it.");
    case PlanProblem::StartsInPast:
        return Words::tr("Its start has passed: it opens as soon as its turn comes.");
    case PlanProblem::AllAtOnce:
        return Words::tr("One group has everybody: nothing is learned from few devices first.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString findingText(const models::ota::PlanFinding &finding, const models::ota::PlanDraft &draft)
{
    const QString sentence = sentenceOf(finding.problem);
    if (!finding.group)
        return sentence;
    const QString &name = draft.groups[*finding.group].settings.name;
    return Words::tr("%1: %2", "a group; what is the matter with it")
        .arg(name.isEmpty() ? Words::tr("Group %1").arg(*finding.group + 1) : name, sentence);
}

QString whoText(const PlannedGroup &group, const words::GroupNames &groups)
{
    switch (group.by) {
    case GroupBy::Share:
        return words::shareText(group.share);
    case GroupBy::DeviceGroup:
        return group.deviceGroup.isEmpty() ? Words::tr("no group yet")
                                           : groups.value(group.deviceGroup, group.deviceGroup);
    case GroupBy::Handles:
        return Words::tr("%n by hand", "devices", static_cast<int>(group.handles.size()));
    }
    Q_UNREACHABLE();
}

QString devicesText(const PlannedGroup &group, const std::optional<qint64> &devices)
{
    if (!devices)
        return Words::tr("not known yet");
    const QString count = QLocale().toString(*devices);
    return group.by == GroupBy::Share ? Words::tr("about %1", "a count of devices").arg(count) : count;
}

QString groupSentence(const PlannedGroup &group, const std::optional<qint64> &devices, const words::GroupNames &groups,
                      qint64 now)
{
    const enigm::ota::RolloutGroup &settings = group.settings;
    QStringList parts{Words::tr("%1 (devices: %2)", "who is in a group; how many")
                          .arg(whoText(group, groups), devicesText(group, devices)),
                      Words::tr("not before %1").arg(words::shortTime(settings.starts, now)),
                      words::dailyWindowText(settings.window),
                      Words::tr("complete at %1").arg(words::shareText(settings.success)),
                      Words::tr("halts above %1").arg(words::errorLimitText(settings.errors))};
    if (settings.soak > 0)
        parts.append(Words::tr("soaks %1").arg(words::spanText(settings.soak)));
    return parts.join(QStringLiteral(" · "));
}

} // namespace enigm::views::ota
