#include "views/devices/DevicesPane.h"

#include "models/devices/DeviceDetailSource.h"
#include "models/devices/DeviceTableModel.h"
#include "models/devices/DeviceTimelineSource.h"
#include "models/groups/GroupListSource.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "tests/views/devices/ShownFleet.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/words/ProblemText.h"

#include <QApplication>
#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using fleet::CommandState;
using models::devices::DeviceDetailSource;
using models::devices::DeviceTableModel;
using models::devices::DeviceTimelineSource;
using views::design::Button;
using views::design::TableView;
using views::devices::DevicesPane;

/// An administrator, an approver and a reviewer look at the fleet.
class DevicesPaneTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_settings = std::make_unique<QSettings>(m_dir.filePath(u"s.ini"_s), QSettings::IniFormat); }
    void theFleetIsCounted();
    void aTypedStateNarrowsTheFleet();
    void aFilterThatLeavesNothingCanBeTakenAway();
    void aGroupNarrowsTheFleetAndCanBeEdited();
    void whoMayNotAskForGroupsIsToldWhoMay();
    void theDeviceAtHandIsInspected();
    void itsTimelineLeadsToTheChanges();
    void olderEventsComeWhenAskedFor();
    void anAdministratorAsksWhyADeviceMayDoSomething();
    void anApproverIsToldTheCategory();
    void itsCommandsSayHowFarTheyHaveCome_data();
    void itsCommandsSayHowFarTheyHaveCome();
    void deniedActsSayWhoMayAsk();
    void anActIsAskedForTheDeviceAtHand();
    void rareActsAreBehindTheOthers();
    void enterGoesToTheActs();
    void severalDevicesAreActedUponTogether();
    void wholeFleetWaitsUntilItHasArrived();
    void selectedDevicesAreExported();
    void copyingTakesWholeHandles();
    void offlineKeepsWhatIsShown();
    void columnsAreRemembered();
    void looksSound();
    void cleanup();

private:
    using Fleet = ShownFleet;
    QTemporaryDir m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<views::design::Theme> m_theme;
};

namespace {

json::Value deniedByTheFloor()
{
    const policy::RuleName floor{policy::floorPolicy, policy::floorDevice};
    return policy::DecisionAnswer{.action = policy::ActionCategory::Connect,
                                  .resource = log::Resource::NetworkPath,
                                  .path = policy::NetworkPath::VpnNetwork,
                                  .effect = policy::Effect::Deny,
                                  .category = policy::DenialCategory::Floor,
                                  .obligations = {},
                                  .reasons = policy::DecisionReasons{.rule = floor, .denying = {floor}},
                                  .time = 100,
                                  .validUntil = 160}
        .toJson();
}

} // namespace

void DevicesPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void DevicesPaneTest::cleanup()
{
    m_settings->clear();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void DevicesPaneTest::theFleetIsCounted()
{
    Fleet fleet(1234, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QTRY_VERIFY(shows(*fleet.pane, QLocale().toString(1234)));
    QCOMPARE(fleet.view->model()->rowCount(), 1234);
    const QModelIndex handle = fleet.view->model()->index(1, DeviceTableModel::Handle);
    QCOMPARE(handle.data().toString(), fleet.console.plane.devices[1].handle.grouped());
    QCOMPARE(handle.siblingAtColumn(DeviceTableModel::State).data().toString(), u"Trusted"_s);
    QCOMPARE(handle.siblingAtColumn(DeviceTableModel::Patch).data().toString(), u"2026-10"_s);
    QVERIFY(handle.siblingAtColumn(DeviceTableModel::Attestation).data().toString().contains(u"simulated"_s));
    QVERIFY(!handle.siblingAtColumn(DeviceTableModel::LastSeen).data(Qt::ToolTipRole).toString().isEmpty());
}

void DevicesPaneTest::aTypedStateNarrowsTheFleet()
{
    Fleet fleet(40, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QTest::keyClick(fleet.view, Qt::Key_F, Qt::ControlModifier);
    auto *words = fleet.pane->findChild<views::design::FilterBar *>(u"devicesFilter"_s)->findChild<QLineEdit *>();
    QTRY_VERIFY(words->hasFocus());
    QTest::keyClicks(words, u"state:suspended "_s);
    QTRY_COMPARE(fleet.view->model()->rowCount(), 10);
    QTRY_VERIFY(shows(*fleet.pane, u"10"_s));
}

void DevicesPaneTest::aFilterThatLeavesNothingCanBeTakenAway()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.pane->setFilter({.tokens = {{.key = u"state"_s, .value = u"retired"_s}}, .text = {}});
    QTRY_VERIFY(shows(*fleet.pane, u"Nothing matches"_s));
    for (Button *act : fleet.pane->findChildren<Button *>()) {
        if (act->isVisible() && act->text() == "Show all devices"_L1)
            QTest::mouseClick(act, Qt::LeftButton);
    }
    QTRY_COMPARE(fleet.view->model()->rowCount(), 8);
    QTRY_VERIFY(fleet.view->isVisible());
}

void DevicesPaneTest::aGroupNarrowsTheFleetAndCanBeEdited()
{
    Fleet fleet(20, *m_settings);
    changes::DeviceGroup group{.id = u"0199aaaa-bbbb-7ccc-8ddd-eeeeff001199"_s,
                               .version = 1,
                               .definition = {.name = u"Field teams"_s, .rule = {}},
                               .members = {}};
    for (const int at : {3, 5, 8})
        group.members.push_back(fleet.console.plane.devices[static_cast<std::size_t>(at)].handle);
    fleet.console.plane.groups = {group};
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QTRY_COMPARE(fleet.groups.groups().size(), 1U);
    auto *const edit = fleet.pane->findChild<Button *>(u"editGroup"_s);
    QVERIFY(!edit->isVisible());
    fleet.pane->setFilter({.tokens = {{.key = u"group"_s, .value = group.id}}, .text = {}});
    QTRY_COMPARE(fleet.table.total(), std::optional<qint64>(3));
    QTRY_VERIFY(edit->isVisible());
    const auto buttons = fleet.pane->findChildren<QAbstractButton *>();
    QVERIFY(std::ranges::any_of(buttons,
                                [](const QAbstractButton *chip) { return chip->text() == "group:Field teams"_L1; }));
    QCOMPARE(lookOver(*fleet.pane, *m_theme, u"devices-group"_s), QString());
    QString requested = u"none"_s;
    std::size_t selected = 99;
    connect(fleet.pane.get(), &DevicesPane::groupRequested, this,
            [&](const QString &id, const std::vector<client::Device> &devices) {
                requested = id;
                selected = devices.size();
            });
    QTest::mouseClick(edit, Qt::LeftButton);
    QCOMPARE(requested, group.id);
    QCOMPARE(selected, 0U);
    fleet.view->selectAll();
    QTest::mouseClick(fleet.pane->findChild<Button *>(u"newGroup"_s), Qt::LeftButton);
    QCOMPARE(requested, QString());
    QCOMPARE(selected, 3U);
}

void DevicesPaneTest::whoMayNotAskForGroupsIsToldWhoMay()
{
    Fleet fleet(4, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.approver1));
    auto *const button = fleet.pane->findChild<Button *>(u"newGroup"_s);
    QTRY_VERIFY(!button->isEnabled());
    QVERIFY(button->toolTip().contains(u"Administrators"_s));
}

void DevicesPaneTest::theDeviceAtHandIsInspected()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    auto *inspector = fleet.pane->findChild<QWidget *>(u"deviceInspector"_s);
    QVERIFY(!inspector->isVisible());
    fleet.choose(0);
    QTest::keyClick(fleet.view, Qt::Key_Down);
    QVERIFY(fleet.isInspected());
    QCOMPARE(fleet.detail.handle(), fleet.console.plane.devices[1].handle);
    QTRY_VERIFY(inspector->isVisible());
    QTRY_VERIFY(shows(*inspector, u"Trusted"_s));
    QTRY_VERIFY(shows(*inspector, u"Simulated"_s));
    QTRY_VERIFY(shows(*inspector, u"2026-10"_s));
    fleet.pane->resize(600, 720);
    QTRY_VERIFY(!inspector->isVisible());
}

void DevicesPaneTest::itsTimelineLeadsToTheChanges()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QSignalSpy opened(fleet.pane.get(), &DevicesPane::changeOpened);
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QTRY_VERIFY(fleet.tells(u"deviceTimeline"_s, u"Enrolled"_s));
    auto *link = fleet.part(u"deviceTimeline"_s)->findChild<Button *>(u"change:"_s + fleet.reference);
    link->setFocus(Qt::TabFocusReason);
    QTest::keyClick(link, Qt::Key_Space);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().front().toString(), fleet.reference);
}

void DevicesPaneTest::olderEventsComeWhenAskedFor()
{
    Fleet fleet(8, *m_settings);
    for (int i = 0; i < DeviceTimelineSource::pageSize; ++i)
        fleet.console.plane.deviceEvents.insert(fleet.console.plane.deviceEvents.begin(),
                                                fleet.console.plane.deviceEvents.front());
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QTRY_VERIFY(fleet.part(u"showEarlier"_s));
    QVERIFY(!fleet.part(u"event:enrolled"_s));
    QTRY_VERIFY(fleet.part(u"showEarlier"_s)->rect().isValid()); // it has its place
    QTest::mouseClick(fleet.part(u"showEarlier"_s), Qt::LeftButton);
    QTRY_VERIFY(fleet.part(u"event:enrolled"_s));
    QCOMPARE(fleet.timeline.events().size(), fleet.console.plane.deviceEvents.size());
    QVERIFY(!fleet.timeline.hasMore());
}

void DevicesPaneTest::anAdministratorAsksWhyADeviceMayDoSomething()
{
    Fleet fleet(8, *m_settings);
    fleet.console.plane.deviceDecisions = {deniedByTheFloor()};
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QTRY_VERIFY(fleet.tells(u"deviceDecisions"_s, u"Denied"_s));
    QVERIFY(!fleet.tells(u"deviceDecisions"_s, u"would have to differ"_s));
    QTRY_VERIFY(fleet.part(u"showWhy"_s)->rect().isValid()); // it has its place
    QTest::mouseClick(fleet.part(u"showWhy"_s), Qt::LeftButton);
    QTRY_VERIFY(fleet.tells(u"deviceDecisions"_s, u"Only devices that are Trusted or Restricted"_s));
}

void DevicesPaneTest::anApproverIsToldTheCategory()
{
    Fleet fleet(8, *m_settings);
    fleet.console.plane.deviceDecisions = {deniedByTheFloor()};
    QVERIFY(fleet.open(fleet.console.history.approver1));
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QTRY_VERIFY(fleet.tells(u"deviceDecisions"_s, u"whatever policies say"_s));
    QVERIFY(!fleet.part(u"showWhy"_s));
}

void DevicesPaneTest::itsCommandsSayHowFarTheyHaveCome_data()
{
    QTest::addColumn<CommandState>("state");
    QTest::addColumn<QString>("word");
    QTest::newRow("queued") << CommandState::Queued << u"Queued"_s;
    QTest::newRow("delivered") << CommandState::Delivered << u"Delivered"_s;
    QTest::newRow("acknowledged") << CommandState::Acknowledged << u"Acknowledged"_s;
    QTest::newRow("refused") << CommandState::Refused << u"Refused"_s;
    QTest::newRow("expired") << CommandState::Expired << u"Expired"_s;
}

void DevicesPaneTest::itsCommandsSayHowFarTheyHaveCome()
{
    QFETCH(const CommandState, state);
    QFETCH(const QString, word);
    Fleet fleet(8, *m_settings);
    const bool isRefused = state == CommandState::Refused;
    fleet.console.plane.fillDetail = [&](json::Object &object) {
        object.insert(u"commands"_s, json::Array{fleet.commandOf(57, state)});
    };
    QVERIFY(fleet.open(fleet.console.history.reviewer1));
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QTRY_VERIFY(fleet.part(u"deviceCommands"_s));
    const QWidget *commands = fleet.part(u"deviceCommands"_s);
    const auto *badge = commands->findChild<views::design::StateBadge *>(u"command:57"_s);
    QVERIFY(badge);
    QTRY_VERIFY(badge->isVisible());
    QCOMPARE(badge->state().word, word);
    QVERIFY(badge->toolTip().contains(u"To be obeyed by"_s));
    QVERIFY(shows(*commands, u"Suspend"_s));
    QCOMPARE(shows(*commands, views::words::problemText({ProblemType::QuorumMissing}).title), isRefused);
    QSignalSpy opened(fleet.pane.get(), &DevicesPane::changeOpened);
    QTest::mouseClick(commands->findChild<Button *>(u"change:"_s + fleet.reference), Qt::LeftButton);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.front().front().toString(), fleet.reference);
}

void DevicesPaneTest::deniedActsSayWhoMayAsk()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.reviewer1));
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    const Button *revoke = fleet.button(u"device.revoke"_s, u"deviceInspector"_s);
    QVERIFY(revoke->isVisible());
    QVERIFY(!revoke->isEnabled());
    QVERIFY(revoke->toolTip().contains(u"administrator"_s));
    QCOMPARE(revoke->accessibleDescription(), revoke->toolTip());
}

void DevicesPaneTest::anActIsAskedForTheDeviceAtHand()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QList<QPair<QString, std::vector<client::Device>>> asked;
    connect(fleet.pane.get(), &DevicesPane::actionRequested, this,
            [&asked](const QString &action, const std::vector<client::Device> &targets) {
                asked.append({action, targets});
            });
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    Button *reactivate = fleet.button(u"device.reactivate"_s, u"deviceInspector"_s);
    QVERIFY(!reactivate->isEnabled()); // it is trusted
    QTest::mouseClick(fleet.button(u"device.revoke"_s, u"deviceInspector"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().first, u"device.revoke"_s);
    QCOMPARE(asked.front().second.size(), std::size_t(1));
    QCOMPARE(asked.front().second.front().handle, fleet.console.plane.devices[1].handle);
    fleet.choose(4); // suspended
    QTRY_VERIFY(fleet.button(u"device.reactivate"_s, u"deviceInspector"_s)->isEnabled());
    QVERIFY(!fleet.button(u"device.suspend"_s, u"deviceInspector"_s)->isEnabled());
}

void DevicesPaneTest::rareActsAreBehindTheOthers()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QStringList asked;
    connect(fleet.pane.get(), &DevicesPane::actionRequested, this,
            [&asked](const QString &action) { asked.append(action); });
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QMenu *const menu = fleet.button(u"moreActs"_s, u"deviceInspector"_s)->menu();
    QVERIFY(menu);
    auto *const wipe = menu->findChild<QAction *>(u"device.wipe"_s);
    QVERIFY(wipe && wipe->isEnabled());
    const auto *const deny = menu->findChild<QAction *>(u"device.deny"_s);
    QVERIFY(deny && !deny->isEnabled()); // it is trusted
    QVERIFY(!deny->toolTip().isEmpty());
    wipe->trigger();
    QCOMPARE(asked, QStringList({u"device.wipe"_s}));
}

void DevicesPaneTest::enterGoesToTheActs()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.choose(1);
    QVERIFY(fleet.isInspected());
    QTest::keyClick(fleet.view, Qt::Key_Return);
    QTRY_VERIFY(fleet.button(u"device.suspend"_s, u"deviceInspector"_s)->hasFocus());
}

void DevicesPaneTest::severalDevicesAreActedUponTogether()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.approver1));
    std::vector<client::Device> targets;
    connect(fleet.pane.get(), &DevicesPane::actionRequested, this,
            [&targets](const QString &, const std::vector<client::Device> &asked) { targets = asked; });
    const auto *bar = fleet.pane->findChild<QWidget *>(u"devicesSelection"_s);
    fleet.choose(1);
    QVERIFY(!bar->isVisible());
    QTest::keyClick(fleet.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(fleet.view, Qt::Key_Down, Qt::ShiftModifier);
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(shows(*bar, u"3 selected"_s));
    QVERIFY(!fleet.button(u"device.revoke"_s, u"devicesSelection"_s)->isEnabled());
    QVERIFY(!fleet.button(u"device.suspend"_s, u"deviceInspector"_s)->isVisible());
    QTest::mouseClick(fleet.button(u"device.suspend"_s, u"devicesSelection"_s), Qt::LeftButton);
    QCOMPARE(targets.size(), std::size_t(3));
    QCOMPARE(targets.back().handle, fleet.console.plane.devices[3].handle);
}

void DevicesPaneTest::wholeFleetWaitsUntilItHasArrived()
{
    Fleet fleet(200, *m_settings, 60);
    for (client::Device &device : fleet.console.plane.devices)
        device.state = fleet::DeviceState::Trusted;
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.console.plane.hold(u"/v1/devices"_s);
    fleet.view->setFocus();
    QTest::keyClick(fleet.view, Qt::Key_A, Qt::ControlModifier);
    Button *suspend = fleet.button(u"device.suspend"_s, u"devicesSelection"_s);
    QTRY_VERIFY(suspend->isVisible());
    QVERIFY(!suspend->isEnabled());
    fleet.console.plane.release();
    fleet.view->scrollToBottom();
    QTRY_VERIFY(suspend->isEnabled());
    QCOMPARE(fleet.table.loadedCount(), 200);
}

void DevicesPaneTest::selectedDevicesAreExported()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.view->selectAll();
    QTRY_VERIFY(fleet.button(u"exportDevices"_s, u"devicesSelection"_s)->isVisible());
    QTest::mouseClick(fleet.button(u"exportDevices"_s, u"devicesSelection"_s), Qt::LeftButton);
    auto *dialog = fleet.pane->findChild<QFileDialog *>(u"pathDialog"_s);
    QVERIFY(dialog != nullptr);
    const QString path = m_dir.filePath(u"devices.tsv"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 9);
    QVERIFY(lines.front().startsWith(u"Handle\tState\t"_s));
    QVERIFY(lines.at(1).startsWith(fleet.console.plane.devices.front().handle.text() + u"\tSuspended\t"_s));
}

void DevicesPaneTest::copyingTakesWholeHandles()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.choose(2);
    QVERIFY(fleet.view->selectionAsText().startsWith(fleet.console.plane.devices[2].handle.text()));
}

void DevicesPaneTest::offlineKeepsWhatIsShown()
{
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.console.plane.setReachable(false);
    fleet.table.refresh();
    QTRY_VERIFY(shows(*fleet.pane, u"no connection"_s));
    QVERIFY(fleet.view->isVisible());
    fleet.console.plane.setReachable(true);
    fleet.table.refresh();
    QTRY_VERIFY(!shows(*fleet.pane, u"no connection"_s));
}

void DevicesPaneTest::columnsAreRemembered()
{
    {
        Fleet fleet(8, *m_settings);
        QVERIFY(fleet.open(fleet.console.history.administrator1));
        fleet.view->horizontalHeader()->resizeSection(DeviceTableModel::State, 222);
    }
    Fleet fleet(8, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    QCOMPARE(fleet.view->columnWidth(DeviceTableModel::State), 222);
}

void DevicesPaneTest::looksSound()
{
    Fleet fleet(5000, *m_settings);
    QVERIFY(fleet.open(fleet.console.history.administrator1));
    fleet.choose(5);
    QVERIFY(fleet.isInspected());
    QCOMPARE(lookOver(*fleet.pane, *m_theme, u"devices"_s), QString());
    fleet.view->selectionModel()->select(
        QItemSelection(fleet.view->model()->index(5, 0), fleet.view->model()->index(9, 0)),
        QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTRY_VERIFY(fleet.pane->findChild<QWidget *>(u"devicesSelection"_s)->isVisible());
    QCOMPARE(lookOver(*fleet.pane, *m_theme, u"devices-selection"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(DevicesPaneTest)
#include "DevicesPaneTest.moc"
