#include "app/console/ConsoleWindow.h"
#include "models/ota/PlanGroupsModel.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Story.h"
#include "views/charts/LaneChart.h"
#include "views/design/facts/StateBadge.h"
#include "views/ota/PlannedGroupForm.h"
#include "views/words/RolloutText.h"

#include <QTableView>

namespace enigm::tour {

using namespace Qt::StringLiterals;
using ota::RolloutState;
using views::charts::LaneChart;
using views::design::StateBadge;

// How a release goes out to devices, and how it is stopped.

namespace {

const QString manager = u"release-manager-1"_s;
const QString approver = u"approver-1"_s;
constexpr int updated = 7; ///< of the pilots, before one is silent and one fails

void awaitState(RolloutState state)
{
    const QString word = views::words::rolloutWord(state).word;
    Hands::await(u"for the rollout to be %1"_s.arg(word),
                 [&word] { return Hands::find<StateBadge>(u"rolloutState"_s)->state().word == word; });
}

/// What the first lane says of its devices.
void awaitFigures(const QString &figures)
{
    const auto *const lanes = Hands::find<LaneChart>(u"rolloutLanes"_s);
    Hands::await(u"for %1 on the live page"_s.arg(figures),
                 [lanes, &figures] { return lanes->figures(0).contains(figures); });
}

} // namespace

void Story::rollOut()
{
    signIn(manager, {});
    importRelease();
    signOut();
    signIn(approver, {});
    approveNext(u"release-review"_s);
    signOut();
    signManifest();
    signIn(manager, {});
    askForProduction();
    signOut();
    signIn(approver, {});
    approveNext(u"release-review-production"_s);
    signOut();
    openUpdates();
    signIn(manager, {});
    publish();
    planRollout();
    signOut();
    signIn(approver, {});
    approveNext(u"rollout-review"_s);
    watchRollout();
    failUntilItHalts();
    signOut();
    signIn(manager, {});
    resume();
    signOut();
    signIn(approver, {});
    approveNext(u"rollout-review-resume"_s);
    halt();
    lookAtTrust();
    signOut();
}

void Story::planRollout()
{
    say(u"%1 plans a rollout"_s.arg(manager));
    Hands::click(u"releaseRollOut"_s);
    m_pictures.take(u"rollout-release"_s, Hands::find(u"rolloutWizard"_s));
    Hands::click(u"wizardNext"_s);
    Hands::chooseFromBox(u"groupBy"_s, views::ota::PlannedGroupForm::tr("Devices by hand"));
    Hands::paste(u"groupHandles"_s, m_pilots.join(u'\n'));
    Hands::setMoment(u"groupStarts"_s, QDateTime::currentDateTime());
    auto *const plan = Hands::find<QTableView>(u"planTable"_s);
    const QString counted = QString::number(m_pilots.size());
    Hands::await(u"for the devices to be counted"_s, [plan, &counted] {
        return plan->model()->index(0, models::ota::PlanGroupsModel::Devices).data().toString() == counted;
    });
    m_pictures.take(u"rollout-groups"_s, plan);
    Hands::click(u"wizardNext"_s);
    m_pictures.take(u"rollout-limits"_s, Hands::find(u"rolloutWizard"_s));
    Hands::click(u"wizardNext"_s);
    m_pictures.take(u"rollout-plan"_s, Hands::find(u"rolloutWizard"_s));
    Hands::click(u"wizardNext"_s);
    propose(manager, u"November update"_s);
    Hands::awaitGone(u"rolloutWizard"_s);
}

void Story::openRollout(const QString &figures)
{
    Hands::showPane(u"Rollouts"_s);
    auto *const rollouts = Hands::find<QTableView>(u"rolloutsTable"_s);
    Hands::await(u"for the rollout"_s, [rollouts] { return rollouts->model()->rowCount() == 1; });
    Hands::doubleClickCell(rollouts, 0, 0);
    awaitFigures(figures);
}

void Story::watchRollout()
{
    say(u"devices take the update while %1 looks on"_s.arg(approver));
    openRollout(views::words::groupStateWord(ota::GroupState::Running).word);
    witness();
    update({u"--count"_s, QString::number(updated)});
    update({u"--device"_s, m_pilots[updated], u"--silent-share"_s, u"1000"_s});
    awaitFigures(u"%1 of %2 confirmed · 1 under way"_s.arg(updated).arg(m_pilots.size()));
    m_pictures.take(u"rollout-live"_s, Hands::find(u"rolloutPage"_s));
}

void Story::failUntilItHalts()
{
    say(u"one fails, and the rollout halts by itself"_s);
    update({u"--device"_s, m_pilots[updated + 1], u"--fail-share"_s, u"1000"_s, u"--fail-as"_s, u"boot"_s});
    awaitState(RolloutState::Halted);
    awaitFigures(u"1 failed"_s);
    m_pictures.take(u"rollout-halted-itself"_s, Hands::find(u"rolloutPage"_s));
}

void Story::resume()
{
    say(u"%1 asks that it goes on"_s.arg(manager));
    openRollout(u"1 failed"_s);
    Hands::click(u"rolloutBack"_s);
    m_pictures.take(u"rollouts"_s, Hands::find(u"rolloutsTable"_s));
    openRollout(u"1 failed"_s);
    Hands::click(u"rolloutResume"_s);
    propose(manager, u"The phone was broken before"_s);
}

/// What has failed is accepted: the line stands one further, and the rollout goes on until somebody halts it.
void Story::halt()
{
    openRollout(u"1 failed · 1 accepted"_s);
    awaitState(RolloutState::Active);
    witness();
    update({});
    awaitFigures(u"%1 of %2 confirmed"_s.arg(m_pilots.size() - 1).arg(m_pilots.size()));
    m_pictures.take(u"rollout-resumed"_s, Hands::find(u"rolloutPage"_s));
    say(u"%1 halts it, alone and at once"_s.arg(approver));
    Hands::click(u"rolloutHalt"_s);
    Hands::type(u"rolloutActReason"_s, u"Phones of the pilots do not ring"_s);
    m_pictures.take(u"rollout-halt"_s, Hands::find(u"rolloutActConfirm"_s));
    Hands::click(u"rolloutActConfirm"_s);
    stepUp(approver);
    awaitState(RolloutState::Halted);
    m_pictures.take(u"rollout-halted"_s, Hands::find(u"rolloutPage"_s));
}

void Story::lookAtTrust()
{
    Hands::showPane(u"Trust"_s);
    const auto *const keys = Hands::find<QTableView>(u"authoritiesTable"_s);
    Hands::await(u"for the keys of the authorities"_s, [keys] { return keys->model()->rowCount() == 2; });
    m_pictures.take(u"trust"_s, Hands::find(u"trustPane"_s));
}

/// The pilots' phones ask what they are offered, and do what is done with it.
void Story::update(const QStringList &how) const
{
    run(u"enigm-fleet-simulator"_s,
        QStringList{u"--devices"_s, phones(u"pilots"_s), u"--deployment"_s, m_data + u"/deployment.json"_s, u"--url"_s,
                    m_window.embedded()->deviceUrl().toString(), u"--updates"_s, u"--state-dir"_s,
                    m_data + u"/kept"_s} +
            how,
        0);
}

} // namespace enigm::tour
