#include "app/console/ConsoleWindow.h"
#include "contract/fleet/DeviceTransition.h"
#include "models/devices/DeviceTableModel.h"
#include "tests/stories/MadeMoves.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/stories/tour/Hands.h"
#include "tests/stories/tour/Sitting.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/theme/Theme.h"
#include "views/words/StateText.h"

#include <QApplication>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <map>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using fleet::DeviceAct;
using fleet::DeviceState;
using tour::Hands;
using tour::Sitting;

/// Every move of the contract's table, asked for, signed off and looked at in the console's windows, of phones that
/// obey in another process; and every other act, which the windows do not offer. The functions are chapters, in order.
class ConsoleLifecycleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void phonesComeIn();
    void whoWaitsIsAdmittedOrDenied();
    void someAreTakenFromAtOnce();
    void othersWaitForASignature();
    void wipesAreObeyed();
    void everyDeviceSaysWhatBecameOfIt();
    void noOtherActIsOffered();
    void noMoveWasLeftOut();
    void theHistoryVerifiesOffline();
    void cleanupTestCase() { m_window.reset(); }

private:
    void signIn(const QString &name) { Sitting::signIn(name, u"sample"_s); }
    void stepUp(const QString &name) { Sitting::stepUp(u"sample"_s, QString::fromLatin1(m_sample.pinOf(name))); }
    /// Asks for the act in the devices pane, for all of them at once.
    void ask(const QString &action, const QStringList &devices, const QString &returnTo = {});
    void move(DeviceAct act, const QStringList &devices, DeviceState to);
    void select(const QStringList &devices);
    void show(const QString &device);
    /// Whether the row shows the state that the device is in.
    [[nodiscard]] bool isCurrent(const QTableView *table, int row) const;
    /// Signs off whatever waits for this person; how many that was.
    int signOffAll(const QString &approver);
    /// The devices hear of what was executed.
    void settle();
    [[nodiscard]] static bool isOffered(QLatin1StringView action);
    [[nodiscard]] QStringList in(DeviceState state) const;

    SampleOrganisation m_sample;
    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<app::ConsoleWindow> m_window;
    QStringList m_devices;
    std::map<QString, DeviceState> m_states; ///< by device
    MadeMoves m_made;
    QStringList m_wiped;
};

namespace {

const QString administrator = u"administrator-1"_s;

bool isRare(QLatin1StringView action)
{
    return action == toAction(DeviceAct::Deny) || action == toAction(DeviceAct::Replace) ||
           action == toAction(DeviceAct::Retire) || action == fleet::wipeAction;
}

bool isFilled(const QTableView *table)
{
    return table->isVisible() && table->model()->rowCount() > 0 && table->model()->index(0, 0).data().isValid();
}

QString handleAt(const QTableView *table, int row)
{
    return table->model()->index(row, 0).data(Qt::UserRole).toString();
}

} // namespace

void ConsoleLifecycleTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    QCOMPARE(m_sample.found(2), QString());
    QCOMPARE(m_sample.serve(), QString());
    m_window = std::make_unique<app::ConsoleWindow>(
        app::ConsoleOptions{.deploymentFile = m_sample.deploymentFile(), .sampleData = {}, .scheme = {}},
        m_sample.path(u"console"_s));
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    m_window->start();
}

void ConsoleLifecycleTest::phonesComeIn()
{
    signIn(administrator);
    Hands::click(u"enrollDevices"_s);
    Hands::type(u"ticketName"_s, u"Field phones"_s);
    Hands::find<QSpinBox>(u"ticketUses"_s)->setValue(17);
    Hands::click(u"makeTicket"_s);
    auto *const text = Hands::find<QPlainTextEdit>(u"ticketText"_s);
    Hands::await(u"for the ticket"_s, [text] { return !text->toPlainText().isEmpty(); });
    const QString ticket = m_sample.path(u"ticket"_s);
    QFile file(ticket);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(text->toPlainText().toLatin1()) > 0);
    file.close();
    const ProgramRun run = m_sample.enrol(ticket, {u"--count"_s, u"17"_s});
    ENIGM_SUCCEEDS(run);
    for (const json::Value &device : run.list("devices"_L1)) {
        m_devices.append(device.text());
        m_states[device.text()] = DeviceState::PendingEnrollment;
    }
    QCOMPARE(m_devices.size(), 17);
    Hands::press(Hands::find(u"enrollmentWindow"_s), Qt::Key_Escape);
    Hands::awaitGone(u"enrollmentWindow"_s);
}

bool ConsoleLifecycleTest::isCurrent(const QTableView *table, int row) const
{
    const auto known = m_states.find(handleAt(table, row));
    return known != m_states.end() && table->model()->index(row, models::devices::DeviceTableModel::State).data() ==
                                          views::words::stateWord(known->second).word;
}

/// Those that are asked for, row by row, whatever else the table shows.
void ConsoleLifecycleTest::select(const QStringList &devices)
{
    if (devices.size() == 1)
        return show(devices.constFirst());
    auto *const table = Hands::find<QTableView>(u"devicesTable"_s);
    Hands::type(u"devicesFilter"_s, u" "_s);
    const auto isWhole = [&] {
        QStringList seen;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (isCurrent(table, row))
                seen.append(handleAt(table, row));
        }
        return isFilled(table) &&
               std::ranges::all_of(devices, [&seen](const QString &device) { return seen.contains(device); });
    };
    Hands::await(u"for the fleet as it is now"_s, isWhole);
    table->clearSelection();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (devices.contains(handleAt(table, row)))
            Hands::clickCell(table, row, 0, Qt::ControlModifier);
    }
    Hands::await(u"for all to be selected"_s,
                 [&] { return table->selectionModel()->selectedRows().size() == devices.size(); });
}

void ConsoleLifecycleTest::show(const QString &device)
{
    auto *const table = Hands::find<QTableView>(u"devicesTable"_s);
    Hands::type(u"devicesFilter"_s, device);
    Hands::await(u"for the device"_s, [this, table, &device] {
        return isFilled(table) && table->model()->rowCount() == 1 && handleAt(table, 0) == device &&
               isCurrent(table, 0);
    });
    Hands::clickCell(table, 0, 0);
    Hands::find(u"event:enrolled"_s);
}

void ConsoleLifecycleTest::ask(const QString &action, const QStringList &devices, const QString &returnTo)
{
    select(devices);
    if (isRare(QLatin1StringView(action.toLatin1())))
        Hands::chooseFromMenu(u"moreActs"_s, action);
    else
        Hands::click(action);
    Hands::type(u"composeReason"_s, u"As agreed"_s);
    if (!returnTo.isEmpty())
        Hands::chooseFromBox(u"composeReturnTo"_s, returnTo);
    Hands::click(u"composeSign"_s);
    stepUp(administrator);
    Hands::awaitGone(u"composeWindow"_s);
}

void ConsoleLifecycleTest::move(DeviceAct act, const QStringList &devices, DeviceState to)
{
    const bool isReactivation = act == DeviceAct::Reactivate;
    ask(toAction(act), devices, isReactivation ? views::words::stateWord(to).word : QString());
    for (const QString &device : devices) {
        m_made.note(act, m_states[device], to);
        m_states[device] = to;
    }
}

int ConsoleLifecycleTest::signOffAll(const QString &approver)
{
    signIn(approver);
    auto *const table = Hands::find<QTableView>(u"approvalsTable"_s);
    Hands::await(u"for the inbox"_s, [table] { return isFilled(table); });
    int signedOff = 0;
    for (int left = table->model()->rowCount(); left > 0; --left) {
        Hands::await(u"for the inbox to be current"_s, [table, left] { return table->model()->rowCount() == left; });
        Hands::doubleClickCell(table, 0, 0);
        auto *const sign = Hands::find(u"reviewSign"_s);
        Hands::await(u"for the change to be verified"_s, [sign] { return sign->isEnabled(); });
        Hands::click(u"reviewSign"_s);
        stepUp(approver);
        Hands::await(u"for the signature to be taken"_s, [sign] { return !sign->isVisible() || !sign->isEnabled(); });
        ++signedOff;
        Hands::press(Hands::find(u"reviewWindow"_s), Qt::Key_Escape);
        Hands::awaitGone(u"reviewWindow"_s);
    }
    Sitting::signOut();
    return signedOff;
}

void ConsoleLifecycleTest::settle()
{
    ENIGM_SUCCEEDS(m_sample.witness());
    ENIGM_SUCCEEDS(m_sample.obey());
}

void ConsoleLifecycleTest::whoWaitsIsAdmittedOrDenied()
{
    move(DeviceAct::Deny, m_devices.mid(15, 1), DeviceState::Retired);
    move(DeviceAct::Admit, m_devices.mid(0, 15), DeviceState::Trusted);
    Sitting::signOut();
    QCOMPARE(signOffAll(u"approver-1"_s), 1);
    settle();
}

void ConsoleLifecycleTest::someAreTakenFromAtOnce()
{
    signIn(administrator);
    move(DeviceAct::Restrict, m_devices.mid(0, 5), DeviceState::Restricted);
    move(DeviceAct::Suspend, m_devices.mid(1, 1) + m_devices.mid(5, 5), DeviceState::Suspended);
    settle();
}

void ConsoleLifecycleTest::othersWaitForASignature()
{
    using enum DeviceState;
    const auto at = [this](std::initializer_list<int> which) {
        QStringList devices;
        for (const int number : which)
            devices.append(m_devices[number]);
        return devices;
    };
    move(DeviceAct::Reactivate, at({0, 5}), Trusted);
    move(DeviceAct::Reactivate, at({6}), Restricted);
    move(DeviceAct::Revoke, at({2, 7, 10}), Revoked);
    move(DeviceAct::Replace, at({3, 8, 11}), Replaced);
    move(DeviceAct::Retire, at({4, 9, 12}), Retired);
    Sitting::signOut();
    QCOMPARE(signOffAll(u"approver-1"_s), 5);
    settle();
}

void ConsoleLifecycleTest::wipesAreObeyed()
{
    using enum DeviceState;
    for (const DeviceState state : {Trusted, Restricted, Suspended, Revoked})
        m_wiped.append(in(state).constFirst());
    signIn(administrator);
    ask(fleet::wipeAction, m_wiped);
    Sitting::signOut();
    QCOMPARE(signOffAll(u"approver-1"_s), 1);
    settle();
}

QStringList ConsoleLifecycleTest::in(DeviceState state) const
{
    QStringList devices;
    for (const auto &[device, its] : m_states) {
        if (its == state)
            devices.append(device);
    }
    return devices;
}

void ConsoleLifecycleTest::everyDeviceSaysWhatBecameOfIt()
{
    signIn(administrator);
    using views::design::StateBadge;
    for (const auto &[device, state] : m_states) {
        show(device);
        auto *const inspector = Hands::find(u"deviceInspector"_s);
        const QString word = views::words::stateWord(state).word;
        Hands::await(u"for %1 to be %2"_s.arg(device, word), [inspector, &word] {
            const auto badges = inspector->findChildren<StateBadge *>();
            return std::ranges::any_of(
                badges, [&word](const StateBadge *badge) { return badge->isVisible() && badge->state().word == word; });
        });
        // Whatever it was told, it has obeyed; who was never admitted was told nothing.
        const QString acknowledged = views::words::stateWord(fleet::CommandState::Acknowledged).word;
        for (const StateBadge *const badge : inspector->findChildren<StateBadge *>()) {
            if (badge->objectName().startsWith(u"command:"_s))
                QCOMPARE(badge->state().word, acknowledged);
        }
        if (state == DeviceState::PendingEnrollment)
            continue;
        const QByteArray kept = readFile(m_sample.path(u"kept/"_s + device + u".json"_s));
        QVERIFY2(kept.contains(u"\"state\":\"%1\""_s.arg(toWord(state)).toUtf8()), kept.constData());
    }
}

bool ConsoleLifecycleTest::isOffered(QLatin1StringView action)
{
    if (!isRare(action))
        return Hands::find<QPushButton>(action)->isEnabled();
    const auto *const entry = Hands::find<QPushButton>(u"moreActs"_s)->menu()->findChild<QAction *>(action);
    return entry && entry->isEnabled();
}

void ConsoleLifecycleTest::noOtherActIsOffered()
{
    for (const DeviceState state : fleet::allDeviceStates()) {
        QVERIFY2(!in(state).isEmpty(), toWord(state).latin1());
        show(in(state).constFirst());
        for (const DeviceAct act : fleet::allDeviceActs()) {
            const auto from = fleet::fromStates(act);
            const bool isAllowed = std::ranges::find(from, state) != from.end();
            QVERIFY2(isOffered(toAction(act)) == isAllowed,
                     qPrintable(u"%1 from %2"_s.arg(toAction(act), toWord(state))));
        }
        QCOMPARE(isOffered(fleet::wipeAction), fleet::mayWipe(state));
    }
    Sitting::signOut();
}

void ConsoleLifecycleTest::noMoveWasLeftOut()
{
    QCOMPARE(m_made.difference(), QString());
}

void ConsoleLifecycleTest::theHistoryVerifiesOffline()
{
    signIn(u"reviewer-1"_s);
    const QString file = m_sample.path(u"log.jsonl"_s);
    Hands::click(u"exportAudit"_s);
    Hands::answerFileDialog(file);
    Hands::await(u"for the export"_s, [&file] { return QFile::exists(file); });
    Sitting::signOut();
    ENIGM_SUCCEEDS(
        m_sample.offline({u"audit"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s}));
}

int main(int argc, char **argv)
{
    // The person in the story answers the toolkit's own file dialog, which is the same on every desktop.
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    const QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    ConsoleLifecycleTest test;
    try {
        return runGuarded(test, argc, argv);
    } catch (const tour::Stuck &stuck) {
        std::fprintf(stderr, "%s\n", stuck.what());
        if (const QString gallery = qEnvironmentVariable("ENIGM_GALLERY_DIR"); !gallery.isEmpty()) {
            int number = 0;
            for (QWidget *const window : QApplication::topLevelWidgets()) {
                if (window->isVisible())
                    window->grab().save(u"%1/stuck-%2.png"_s.arg(gallery).arg(++number));
            }
        }
        return 1;
    }
}
#include "ConsoleLifecycleTest.moc"
