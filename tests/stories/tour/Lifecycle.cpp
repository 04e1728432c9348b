#include "app/console/ConsoleWindow.h"
#include "contract/fleet/CommandState.h"
#include "contract/fleet/DeviceTransition.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Story.h"
#include "views/design/facts/StateBadge.h"
#include "views/words/StateText.h"

#include <QAbstractButton>
#include <QFile>
#include <QTableView>

#include <algorithm>

namespace enigm::tour {

using namespace Qt::StringLiterals;
using fleet::CommandState;
using fleet::DeviceAct;
using views::design::StateBadge;

// What becomes of a device after it was admitted, until it has ended.

namespace {

const QString administrator = u"administrator-1"_s;

/// How far what the device was told last has come.
bool isLastCommand(CommandState state)
{
    const StateBadge *last = nullptr;
    qlonglong latest = -1;
    for (const StateBadge *const badge : Hands::find(u"deviceInspector"_s)->findChildren<StateBadge *>()) {
        const QString name = badge->objectName();
        if (name.startsWith(u"command:"_s) && name.section(u':', 1).toLongLong() > latest) {
            latest = name.section(u':', 1).toLongLong();
            last = badge;
        }
    }
    return last && last->state().word == views::words::stateWord(state).word;
}

} // namespace

void Story::restrict()
{
    say(u"%1 restricts the device, alone and at once"_s.arg(administrator));
    Hands::click(toAction(DeviceAct::Restrict));
    propose(administrator, u"Findings to be looked at"_s);
    Hands::await(u"for the command to be shown as queued"_s, [] { return isLastCommand(CommandState::Queued); });
    Hands::scrollTo(u"deviceCommands"_s);
    m_pictures.take(u"restricted-queued"_s, Hands::find(u"devicesTable"_s));
    obey();
    Hands::await(u"for the device to have obeyed"_s, [] { return isLastCommand(CommandState::Acknowledged); });
    Hands::scrollTo(u"deviceCommands"_s);
    m_pictures.take(u"restricted-obeyed"_s, Hands::find(u"devicesTable"_s));
}

void Story::askForRetirement()
{
    say(u"%1 asks for the device to be retired"_s.arg(administrator));
    Hands::chooseFromMenu(u"moreActs"_s, toAction(DeviceAct::Retire));
    propose(administrator, u"Handed in"_s);
}

/// Nobody but the device can say that it has obeyed.
void Story::obey()
{
    witness();
    say(u"the device obeys"_s);
    run(u"enigm-fleet-simulator"_s,
        {u"--devices"_s, m_data + u"/newcomers"_s, u"--deployment"_s, m_data + u"/deployment.json"_s, u"--url"_s,
         m_window.embedded()->deviceUrl().toString(), u"--device"_s, m_newcomer, u"--obey"_s, u"--state-dir"_s,
         m_data + u"/kept"_s},
        0);
}

/// What became of the change at its device, in the window of the change.
void Story::lookAtResults()
{
    showDevice(m_newcomer);
    obey();
    Hands::await(u"for the device to have obeyed"_s, [] { return isLastCommand(CommandState::Acknowledged); });
    const auto links = Hands::find(u"deviceCommands"_s)->findChildren<QAbstractButton *>();
    if (links.isEmpty())
        throw Stuck(u"the commands name no change"_s);
    Hands::scrollTo(u"deviceCommands"_s);
    Hands::click(links.constFirst()->objectName());
    auto *const results = Hands::find<QTableView>(u"resultsTable"_s);
    const QString acknowledged = views::words::stateWord(CommandState::Acknowledged).word;
    Hands::await(u"for the result of the device"_s,
                 [results, &acknowledged] { return results->model()->index(0, 1).data().toString() == acknowledged; });
    m_pictures.take(u"results"_s, results);
    Hands::press(Hands::find(u"reviewWindow"_s), Qt::Key_Escape);
    Hands::awaitGone(u"reviewWindow"_s);
}

void Story::saveEndOfLife()
{
    say(u"%1 saves the record of its end"_s.arg(administrator));
    Hands::scrollTo(u"deviceEndOfLife"_s);
    Hands::find(u"saveEndOfLife"_s);
    m_pictures.take(u"end-of-life"_s, Hands::find(u"deviceEndOfLife"_s));
    const QString path = m_output + u"/end-of-life.json"_s;
    QFile::remove(path);
    Hands::click(u"saveEndOfLife"_s);
    Hands::answerFileDialog(path);
    Hands::await(u"for the record"_s, [&path] { return QFile::exists(path); });
}

} // namespace enigm::tour
