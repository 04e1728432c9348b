#include "views/words/RolloutText.h"

#include "views/words/ReleaseText.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTime>

namespace enigm::views::words {

using design::Glyph;
using design::StateWord;
using design::Tone;
using enigm::ota::GroupState;
using enigm::ota::HaltReason;
using enigm::ota::RolloutEventKind;
using enigm::ota::RolloutModel;
using enigm::ota::RolloutState;
using enigm::ota::UpdateFailure;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RolloutText)
};

QString minuteText(int minute)
{
    return QLocale().toString(QTime(0, 0).addSecs(minute * 60), QLocale::ShortFormat);
}

Glyph glyphOf(RolloutEventKind kind)
{
    switch (kind) {
    case RolloutEventKind::Started:
    case RolloutEventKind::Resumed:
    case RolloutEventKind::GroupOpened:
        return Glyph::Rollouts;
    case RolloutEventKind::Frozen:
        return Glyph::Log;
    case RolloutEventKind::GroupSoaking:
        return Glyph::Hourglass;
    case RolloutEventKind::GroupCompleted:
    case RolloutEventKind::Completed:
        return Glyph::Check;
    case RolloutEventKind::Paused:
        return Glyph::Pause;
    case RolloutEventKind::Halted:
        return Glyph::Halt;
    case RolloutEventKind::Withdrawn:
        return Glyph::Minus;
    }
    Q_UNREACHABLE();
}

Tone toneOf(RolloutEventKind kind)
{
    switch (kind) {
    case RolloutEventKind::Started:
    case RolloutEventKind::Resumed:
    case RolloutEventKind::GroupOpened:
    case RolloutEventKind::GroupSoaking:
        return Tone::Info;
    case RolloutEventKind::GroupCompleted:
    case RolloutEventKind::Completed:
        return Tone::Ok;
    case RolloutEventKind::Paused:
        return Tone::Warn;
    case RolloutEventKind::Halted:
        return Tone::Danger;
    case RolloutEventKind::Frozen:
    case RolloutEventKind::Withdrawn:
        return Tone::Muted;
    }
    Q_UNREACHABLE();
}

} // namespace

QString rolloutModelSentence(RolloutModel model)
{
    switch (model) {
    case RolloutModel::Validation:
        return Words::tr("For devices that try what others get later.");
    case RolloutModel::Limited:
        return Words::tr("For some devices, to see how it goes before it is for everybody.");
    case RolloutModel::Stable:
        return Words::tr("For the fleet, group by group.");
    case RolloutModel::Security:
        return Words::tr("Mends a hole: groups do not soak. It is approved by others all the same.");
    }
    Q_UNREACHABLE();
}

StateWord rolloutWord(RolloutState state)
{
    switch (state) {
    case RolloutState::Active:
        return {Glyph::Rollouts, Words::tr("Active"), Tone::Info};
    case RolloutState::Paused:
        return {Glyph::Pause, Words::tr("Paused"), Tone::Warn};
    case RolloutState::Halted:
        return {Glyph::Halt, Words::tr("Halted"), Tone::Danger};
    case RolloutState::Completed:
        return {Glyph::Check, Words::tr("Completed"), Tone::Ok};
    case RolloutState::Withdrawn:
        return {Glyph::Minus, Words::tr("Withdrawn"), Tone::Muted};
    }
    Q_UNREACHABLE();
}

StateWord groupStateWord(GroupState state)
{
    switch (state) {
    case GroupState::Waiting:
        return {Glyph::Clock, Words::tr("Waiting"), Tone::Muted};
    case GroupState::Running:
        return {Glyph::Rollouts, Words::tr("Running"), Tone::Info};
    case GroupState::Soaking:
        return {Glyph::Hourglass, Words::tr("Soaking"), Tone::Info};
    case GroupState::Completed:
        return {Glyph::Check, Words::tr("Completed"), Tone::Ok};
    case GroupState::Halted:
        return {Glyph::Halt, Words::tr("Halted"), Tone::Danger};
    }
    Q_UNREACHABLE();
}

QString failureText(UpdateFailure failure)
{
    switch (failure) {
    case UpdateFailure::Download:
        return Words::tr("Download broke off");
    case UpdateFailure::Space:
        return Words::tr("No space left");
    case UpdateFailure::Power:
        return Words::tr("Not enough power");
    case UpdateFailure::Verification:
        return Words::tr("Verification failed");
    case UpdateFailure::Install:
        return Words::tr("Installation failed");
    case UpdateFailure::Boot:
        return Words::tr("Did not start");
    case UpdateFailure::Refused:
        return Words::tr("Evidence refused");
    case UpdateFailure::Silent:
        return Words::tr("Not heard of");
    case UpdateFailure::Other:
        return Words::tr("Something else");
    }
    Q_UNREACHABLE();
}

QString haltText(HaltReason reason)
{
    switch (reason) {
    case HaltReason::Asked:
        return Words::tr("Somebody halted it.");
    case HaltReason::ErrorCount:
        return Words::tr("More devices of a group failed than its plan bears.");
    case HaltReason::ErrorShare:
        return Words::tr("A larger share of a group failed than its plan bears.");
    case HaltReason::SuccessMissed:
        return Words::tr("Every device of a group has ended, and too few confirmed.");
    }
    Q_UNREACHABLE();
}

QString rolloutEventText(const enigm::ota::RolloutEvent &event, const std::vector<enigm::ota::RolloutGroup> &groups)
{
    const auto place = static_cast<std::size_t>(event.group.value_or(0));
    const QString group = event.group && place < groups.size() ? groups[place].name : QString();
    switch (event.kind) {
    case RolloutEventKind::Started:
        return Words::tr("Started");
    case RolloutEventKind::Frozen:
        return Words::tr("Devices written down");
    case RolloutEventKind::GroupOpened:
        return Words::tr("%1 opened", "a group").arg(group);
    case RolloutEventKind::GroupSoaking:
        return Words::tr("%1 soaks", "a group").arg(group);
    case RolloutEventKind::GroupCompleted:
        return Words::tr("%1 completed", "a group").arg(group);
    case RolloutEventKind::Completed:
        return Words::tr("Completed");
    case RolloutEventKind::Paused:
        return Words::tr("Paused");
    case RolloutEventKind::Halted:
        return group.isEmpty() ? Words::tr("Halted") : Words::tr("Halted by %1", "a group").arg(group);
    case RolloutEventKind::Resumed:
        return Words::tr("Resumed");
    case RolloutEventKind::Withdrawn:
        return Words::tr("Withdrawn");
    }
    Q_UNREACHABLE();
}

StateWord rolloutEventWord(const enigm::ota::RolloutEvent &event, const std::vector<enigm::ota::RolloutGroup> &groups)
{
    return {glyphOf(event.kind), rolloutEventText(event, groups), toneOf(event.kind)};
}

QString errorLimitText(const enigm::ota::ErrorThreshold &errors)
{
    const QString count = errors.count ? Words::tr("%n devices", nullptr, static_cast<int>(*errors.count)) : QString();
    const QString share = errors.share ? shareText(*errors.share) : QString();
    if (count.isEmpty() || share.isEmpty())
        return count + share;
    return Words::tr("%1 or %2", "a share of devices, or a count").arg(share, count);
}

QString dailyWindowText(const std::optional<enigm::ota::DailyWindow> &window)
{
    return window ? Words::tr("%1 to %2 UTC").arg(minuteText(window->from), minuteText(window->to))
                  : Words::tr("at any time");
}

} // namespace enigm::views::words
