#include "views/policies/PolicyEditor.h"

#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "tests/views/policies/EditorDesk.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/shell/Sheet.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/policies/ChoiceList.h"
#include "views/policies/FindingList.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimeEdit>

#include <algorithm>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::policies::PolicySubject;
using models::policies::RuleCell;
using policy::Effect;
using policy::Input;
using views::design::Button;
using views::design::StateBadge;
using views::design::TableView;
using views::design::ToneLabel;
using views::policies::ChoiceList;
using views::policies::FindingList;
using views::policies::PolicyEditor;

/// An administrator writes a policy in its window, by mouse and by keyboard.
class PolicyEditorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_theme->setChoice(views::design::SchemeChoice::Light); }
    void aPolicyIsWrittenByKeyboard();
    void conditionsAreChosen();
    void groupsAndTimesAreChosen();
    void escapeDropsWhatWasChosen();
    void obligationsNameOnePath();
    void problemsAreToldWhereTheyAre();
    void findingsLeadToTheirRule();
    void whatIfAnswersAsOneTypes();
    void differencesAreThoseToWhatIsInForce();
    void settingsAreForDeviceTrust();
    void aPathIsGovernedBySettings();
    void whatWasWrittenIsKept();
    void closingAsksFirst();
    void discardingAsksFirst();
    void theWindowRemembersItsPlace();
    void looksSound_data();
    void looksSound();

private:
    [[nodiscard]] PolicySubject standing(policy::PolicyDocument document = samplePaths()) const;
    [[nodiscard]] PolicySubject fresh(policy::PolicyKind kind) const
    {
        return {.policy = samplePolicy, .document = {.kind = kind, .name = {}, .rules = {}}, .groups = m_groups};
    }
    [[nodiscard]] PolicySubject contested() const;

    const QHash<QString, QString> m_groups{{fieldPhones, u"Field phones"_s}, {otherPolicy, u"Head office"_s}};
    QTemporaryDir m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<views::design::Theme> m_theme;
    const views::words::Language m_language{QLocale(u"en_US"_s)};
};

void PolicyEditorTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_settings = std::make_unique<QSettings>(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
}

PolicySubject PolicyEditorTest::standing(policy::PolicyDocument document) const
{
    const policy::AssignedPolicy policy = inForce(samplePolicy, document);
    return {.policy = samplePolicy,
            .inForce = policy.policy,
            .document = std::move(document),
            .assigned = {},
            .policies = {policy},
            .groups = m_groups};
}

/// Beside one that denies much of what it allows.
PolicySubject PolicyEditorTest::contested() const
{
    policy::PolicyDocument document = samplePaths();
    policy::Rule office = connectRule(u"office-by-vpn"_s, Effect::Allow, Input::NetworkPath,
                                      policy::codesOf(policy::codeOf(policy::NetworkPath::VpnNetwork)));
    office.conditions.groups = {otherPolicy};
    office.conditions.times = {{.days = 0b0011111, .from = 480, .minutes = 600}};
    office.obligations = {policy::Obligation::Attest, policy::Obligation::UseVpnNetwork};
    document.rules.push_back(office);
    PolicySubject subject = standing(document);
    policy::PolicyDocument denials = samplePaths();
    denials.name = u"Denials"_s;
    denials.rules = {connectRule(u"no-degraded"_s, Effect::Deny, Input::OsTrust, degradedOs)};
    subject.policies.push_back(inForce(otherPolicy, denials));
    return subject;
}

void PolicyEditorTest::aPolicyIsWrittenByKeyboard()
{
    EditorDesk desk(fresh(policy::PolicyKind::NetworkPath), *m_settings);
    QVERIFY(!desk.part<Button>(u"policyPublish"_s).isEnabled());
    QTest::keyClicks(&desk.part<QLineEdit>(u"policyName"_s), u"Field paths"_s);
    QVERIFY(shows(desk.window(), u"A policy without rules allows nothing."_s));
    desk.table().setFocus();
    QTest::keyClick(&desk.table(), Qt::Key_Insert);
    QCOMPARE(desk.table().model()->rowCount(), 1);
    QTest::keyClick(&desk.table(), Qt::Key_F2);
    auto *const name = desk.table().viewport()->findChild<QLineEdit *>();
    QVERIFY(name);
    name->selectAll();
    QTest::keyClicks(name, u"allow-vpn"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(desk.text(0, RuleCell::Name), u"allow-vpn"_s);
    desk.choose(0, RuleCell::Effect, u"Allow"_s);
    QCOMPARE(desk.text(0, RuleCell::Effect), u"Allow"_s);
    QCOMPARE(desk.sentence(), u"A device may connect to the network."_s);
    desk.part<QTabWidget>(u"policySides"_s).setCurrentIndex(1); // for whom it will be is not said yet
    QTRY_COMPARE(desk.part<StateBadge>(u"whatIfGaining"_s).state().word, u"100 devices gain something"_s);
    QVERIFY(shows(desk.window(), u"As if it were for every device"_s));

    desk.table().setFocus();
    QTest::keyClick(&desk.table(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(desk.text(1, RuleCell::Name), u"allow-vpn-2"_s);
    QTest::keyClick(&desk.table(), Qt::Key_Delete);
    QCOMPARE(desk.table().model()->rowCount(), 1);
    QTest::keyClick(&desk.table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.table().model()->rowCount(), 2);
    QTest::keyClick(&desk.table(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.table().model()->rowCount(), 1);
    desk.click(u"policyPublish"_s);
    QVERIFY(desk.proposed.has_value());
    QCOMPARE(desk.proposed->name, u"Field paths"_s);
    QCOMPARE(desk.proposed->rules, std::vector{connectRule(u"allow-vpn"_s, Effect::Allow)});
    desk.window().finish();
    QTRY_VERIFY(!desk.isOpen());
}

void PolicyEditorTest::conditionsAreChosen()
{
    EditorDesk desk(standing(), *m_settings);
    desk.edit(0, RuleCell::Conditions);
    const QString chooser = u"conditionsChooser"_s;
    QTRY_VERIFY(desk.chooserPart<QListWidget>(chooser, u"conditionInputs"_s));
    auto *const inputs = desk.chooserPart<QListWidget>(chooser, u"conditionInputs"_s);
    QCOMPARE(inputs->currentRow(), static_cast<int>(Input::OsTrust)); // what it asks about already
    tick(*desk.chooserPart<ChoiceList>(chooser, u"condition-os_trust"_s), u"Degraded"_s);
    inputs->setFocus();
    QTest::keyClick(inputs, Qt::Key_Down);
    QCOMPARE(inputs->currentRow(), static_cast<int>(Input::TrustCenter));
    tick(*desk.chooserPart<ChoiceList>(chooser, u"condition-trust_center"_s), u"Protected"_s);
    QTest::keyClick(inputs, Qt::Key_Return);
    QTRY_VERIFY(!desk.window().findChild<QWidget *>(chooser));
    QCOMPARE(
        desk.sentence(),
        u"A device may connect to the network if its system is Trusted and its Trust Security Center is Protected."_s);
    QCOMPARE(desk.text(0, RuleCell::Conditions), u"System: Trusted · Trust Security Center: Protected"_s);
    desk.click(u"ruleUndo"_s); // it was one step
    QCOMPARE(desk.text(0, RuleCell::Conditions), u"System: Trusted or Degraded"_s);
    QVERIFY(!desk.part<Button>(u"ruleUndo"_s).isEnabled());
}

void PolicyEditorTest::groupsAndTimesAreChosen()
{
    EditorDesk desk(standing(), *m_settings);
    desk.edit(0, RuleCell::Conditions);
    const QString chooser = u"conditionsChooser"_s;
    QTRY_VERIFY(desk.chooserPart<QListWidget>(chooser, u"conditionInputs"_s));
    auto *const inputs = desk.chooserPart<QListWidget>(chooser, u"conditionInputs"_s);
    inputs->setCurrentRow(static_cast<int>(Input::Groups));
    tick(*desk.chooserPart<ChoiceList>(chooser, u"condition-groups"_s), u"Field phones"_s);
    inputs->setCurrentRow(static_cast<int>(Input::Times));
    QTest::mouseClick(desk.chooserPart<Button>(chooser, u"timesAdd"_s), Qt::LeftButton);
    desk.chooserPart<QTimeEdit>(chooser, u"timesFrom"_s)->setTime(QTime(22, 0));
    desk.chooserPart<QTimeEdit>(chooser, u"timesTo"_s)->setTime(QTime(6, 0));
    for (int day = 2; day <= 5; ++day)
        desk.chooserPart<QCheckBox>(chooser, u"timesDay%1"_s.arg(day))->click();
    desk.chooserPart<QCheckBox>(chooser, u"timesDay1"_s)->click(); // the last one stays
    QVERIFY(desk.chooserPart<QCheckBox>(chooser, u"timesDay1"_s)->isChecked());
    QTest::mouseClick(desk.chooserPart<Button>(chooser, u"chooserTake"_s), Qt::LeftButton);
    QTRY_VERIFY(!desk.window().findChild<QWidget *>(chooser));
    QVERIFY(desk.sentence().contains(u"it is in Field phones and it is Mon 22:00 to 06:00 UTC"_s));
    desk.click(u"policyPublish"_s);
    const policy::Conditions &conditions = desk.proposed.value().rules.front().conditions;
    QCOMPARE(conditions.groups, std::vector{fieldPhones});
    QCOMPARE(conditions.times, (std::vector<policy::TimeWindow>{{.days = 1, .from = 1320, .minutes = 480}}));
}

void PolicyEditorTest::escapeDropsWhatWasChosen()
{
    EditorDesk desk(standing(), *m_settings);
    desk.edit(0, RuleCell::Conditions);
    const QString chooser = u"conditionsChooser"_s;
    QTRY_VERIFY(desk.chooserPart<ChoiceList>(chooser, u"condition-os_trust"_s));
    auto *const list = desk.chooserPart<ChoiceList>(chooser, u"condition-os_trust"_s);
    tick(*list, u"Trusted"_s);
    QTest::keyClick(list, Qt::Key_Escape);
    QTRY_VERIFY(!desk.window().findChild<QWidget *>(chooser));
    QCOMPARE(desk.text(0, RuleCell::Conditions), u"System: Trusted or Degraded"_s);
    QVERIFY(desk.isOpen());
}

void PolicyEditorTest::obligationsNameOnePath()
{
    EditorDesk desk(standing(), *m_settings);
    desk.edit(0, RuleCell::Obligations);
    const QString chooser = u"obligationsChooser"_s;
    QTRY_VERIFY(desk.chooserPart<ChoiceList>(chooser, u"obligations"_s));
    auto *const list = desk.chooserPart<ChoiceList>(chooser, u"obligations"_s);
    tick(*list, u"Use the VPN Network"_s);
    tick(*list, u"Attest again"_s);
    tick(*list, u"Use the Tor Gateway"_s);
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_COMPARE(desk.text(0, RuleCell::Obligations), u"Attest again, Use the Tor Gateway"_s);
    QVERIFY(desk.sentence().endsWith(u"It must then be attested again and use the Tor Gateway."_s));
}

void PolicyEditorTest::problemsAreToldWhereTheyAre()
{
    EditorDesk desk(standing(), *m_settings);
    auto &list = desk.part<FindingList>(u"policyFindings"_s);
    desk.part<QLineEdit>(u"policyName"_s).selectAll();
    QTest::keyClicks(&desk.part<QLineEdit>(u"policyName"_s), u"ada@example.org"_s);
    QCOMPARE(list.count(), 1);
    QVERIFY(list.item(0)->text().startsWith(u"Name: "_s));
    QVERIFY(!desk.part<Button>(u"policyPublish"_s).isEnabled());
    desk.click(u"ruleUndo"_s);
    QCOMPARE(desk.part<QLineEdit>(u"policyName"_s).text(), u"Paths of the field"_s);
    desk.click(u"ruleAdd"_s);
    desk.edit(1, RuleCell::Name);
    auto *const name = desk.table().viewport()->findChild<QLineEdit *>();
    name->selectAll();
    QTest::keyClicks(name, u"allow-sound"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(list.count(), 1);
    QVERIFY(list.item(0)->text().contains(u"Another rule has this name"_s));
    QVERIFY(!desk.part<Button>(u"policyKeep"_s).isEnabled()); // a document could hold one of the two alone
    desk.table().setCurrentIndex(desk.table().model()->index(0, 2));
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
    QCOMPARE(desk.table().currentIndex().row(), 1);
    QCOMPARE(desk.table().currentIndex().column(), static_cast<int>(RuleCell::Name));
    QVERIFY(desk.table().currentIndex().data(Qt::ToolTipRole).toString().contains(u"has this name"_s));
}

void PolicyEditorTest::findingsLeadToTheirRule()
{
    EditorDesk desk(contested(), *m_settings);
    auto &list = desk.part<FindingList>(u"policyFindings"_s);
    QTRY_VERIFY(list.count() > 1);
    QString found;
    for (int row = 0; row < list.count(); ++row)
        found += list.item(row)->text() + u'\n';
    QVERIFY2(found.contains(u"allow-sound allows what no-degraded of “Denials” denies to the same devices"_s),
             qPrintable(found));
    QVERIFY2(found.contains(u"office-by-vpn holds for no device that there is"_s), qPrintable(found));
    const auto items = list.findItems(u"office-by-vpn holds for no device"_s, Qt::MatchContains);
    QCOMPARE(items.size(), 1);
    list.setFocus();
    list.setCurrentItem(items.front());
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(desk.table().currentIndex().row(), 1);
    QVERIFY(desk.sentence().contains(u"VPN Network"_s));
}

void PolicyEditorTest::whatIfAnswersAsOneTypes()
{
    EditorDesk desk(standing(), *m_settings);
    desk.part<QTabWidget>(u"policySides"_s).setCurrentIndex(1);
    QTRY_VERIFY(shows(desk.window(), u"Nothing changes"_s));
    desk.choose(0, RuleCell::Effect, u"Deny"_s);
    QTRY_COMPARE(desk.part<StateBadge>(u"whatIfLosing"_s).state().word, u"100 devices lose something"_s);
    QCOMPARE(desk.part<StateBadge>(u"whatIfGaining"_s).state().word, u"No device gains anything"_s);
    auto &questions = desk.part<TableView>(u"whatIfQuestions"_s);
    QCOMPARE(questions.model()->rowCount(), 3);
    QCOMPARE(questions.model()->index(0, 0).data().toString(), u"Connect by VPN Network"_s);
    auto &devices = desk.part<TableView>(u"whatIfDevices"_s);
    QCOMPARE(devices.model()->rowCount(), 100);
    const QSignalSpy chosen(&desk.window(), &PolicyEditor::deviceChosen);
    devices.setFocus();
    devices.setCurrentIndex(devices.model()->index(3, 0));
    QTest::keyClick(&devices, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), everyDevice()->handle(3).text());
    desk.click(u"ruleUndo"_s);
    QTRY_VERIFY(shows(desk.window(), u"Nothing changes"_s));
}

void PolicyEditorTest::differencesAreThoseToWhatIsInForce()
{
    EditorDesk desk(standing(), *m_settings);
    desk.part<QTabWidget>(u"policySides"_s).setCurrentIndex(2);
    QVERIFY(shows(desk.window(), u"Both say the same."_s));
    QVERIFY(!desk.part<Button>(u"policyPublish"_s).isEnabled());
    desk.choose(0, RuleCell::Effect, u"Deny"_s);
    desk.click(u"ruleAdd"_s);
    QTRY_VERIFY(shows(desk.window(), u"1 rule added · 1 rule changed"_s));
    QVERIFY(shows(desk.window(), u"Deny, before: Allow"_s));
    QVERIFY(shows(desk.window(), u"A device may not connect to the network."_s));
}

void PolicyEditorTest::settingsAreForDeviceTrust()
{
    EditorDesk desk(fresh(policy::PolicyKind::DeviceTrust), *m_settings);
    auto &launcher = desk.part<QComboBox>(u"settingLauncher"_s);
    QVERIFY(launcher.isVisible());
    launcher.setFocus();
    QTest::keyClick(&launcher, Qt::Key_Down);
    QTest::keyClick(&launcher, Qt::Key_Down);
    QTest::keyClicks(&desk.part<QLineEdit>(u"policyName"_s), u"Kiosks"_s);
    desk.click(u"policyPublish"_s);
    QCOMPARE(desk.proposed.value().settings, policy::Settings{.launcher = policy::Launcher::Restricted});
    auto &kind = desk.part<QComboBox>(u"policyKind"_s);
    kind.setFocus();
    QTest::keyClick(&kind, Qt::Key_Down);
    QVERIFY(!launcher.isVisible());
    desk.click(u"policyPublish"_s);
    QCOMPARE(desk.proposed.value().kind, policy::PolicyKind::AppSession);
    QVERIFY(desk.proposed.value().settings.isEmpty());
    QVERIFY(!EditorDesk(standing(), *m_settings).part<QComboBox>(u"policyKind"_s).isEnabled());
}

/// No silent fallback: where one path is required the others are refused, whatever rules allow.
void PolicyEditorTest::aPathIsGovernedBySettings()
{
    EditorDesk desk(standing(), *m_settings);
    auto &vpn = desk.part<QComboBox>(u"settingVpnNetwork"_s);
    QVERIFY(vpn.isVisible());
    vpn.setFocus();
    vpn.setCurrentIndex(static_cast<int>(policy::PathState::Required)); // the one before what is chosen
    QTest::keyClick(&vpn, Qt::Key_Down);
    QCOMPARE(vpn.currentText(), u"required"_s);
    desk.part<QTabWidget>(u"policySides"_s).setCurrentIndex(1);
    QTRY_COMPARE(desk.part<StateBadge>(u"whatIfLosing"_s).state().word, u"100 devices lose something"_s);
    auto &questions = desk.part<TableView>(u"whatIfQuestions"_s);
    QCOMPARE(questions.model()->index(0, 1).data().toString(), u"none"_s); // by the VPN Network itself
    QCOMPARE(questions.model()->index(1, 1).data().toString(), u"100"_s);
    desk.click(u"policyPublish"_s);
    QCOMPARE(desk.proposed.value().settings, policy::Settings{.vpnNetwork = policy::PathState::Required});
    desk.part<QTabWidget>(u"policySides"_s).setCurrentIndex(2);
    QTRY_VERIFY(shows(desk.window(), u"required, before: left to other policies"_s));
}

void PolicyEditorTest::whatWasWrittenIsKept()
{
    PolicySubject subject = standing();
    subject.revision = 4;
    EditorDesk desk(subject, *m_settings);
    QVERIFY(!desk.part<Button>(u"policyKeep"_s).isEnabled());
    desk.choose(0, RuleCell::Effect, u"Deny"_s);
    desk.edit(0, RuleCell::Name);
    auto *const name = desk.table().viewport()->findChild<QLineEdit *>();
    name->selectAll();
    QTest::keyClicks(name, u"not yet sound"_s);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(!desk.part<Button>(u"policyPublish"_s).isEnabled());
    QTest::keyClick(&desk.window(), Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(desk.kept.value().rules.front().id, u"not yet sound"_s);
    QCOMPARE(desk.keptOn, 4);
    desk.window().say({.type = ProblemType::PreconditionFailed});
    QVERIFY(desk.part<Button>(u"policyKeep"_s).isEnabled());
    desk.window().noteKept(5);
    QVERIFY(!desk.part<Button>(u"policyKeep"_s).isEnabled());
    QCOMPARE(desk.part<ToneLabel>(u"policyNote"_s).text(), u"Kept as a draft. Nothing is signed."_s);
    QTest::keyClick(&desk.window(), Qt::Key_Escape);
    QTRY_VERIFY(!desk.isOpen());
}

void PolicyEditorTest::closingAsksFirst()
{
    EditorDesk desk(standing(), *m_settings);
    desk.click(u"ruleAdd"_s);
    desk.window().close();
    QVERIFY(desk.isOpen());
    QVERIFY(desk.window().findChild<QWidget *>(u"policyCloseSheet"_s));
    desk.click(u"policyCloseKept"_s);
    QCOMPARE(desk.kept.value().rules.size(), 2U);
    QVERIFY(desk.isOpen()); // until it was kept
    desk.window().noteKept(1);
    QTRY_VERIFY(!desk.isOpen());

    EditorDesk other(standing(), *m_settings);
    other.click(u"ruleAdd"_s);
    other.window().close();
    other.click(u"policyCloseNow"_s);
    QTRY_VERIFY(!other.isOpen());
    QVERIFY(!other.kept);
}

void PolicyEditorTest::discardingAsksFirst()
{
    PolicySubject subject = standing();
    subject.revision = 2;
    EditorDesk desk(subject, *m_settings);
    desk.click(u"policyDiscard"_s);
    QVERIFY(shows(desk.window(), u"The draft is dropped for everybody"_s));
    QCOMPARE(desk.dropped, -1);
    desk.click(u"policyDiscardNow"_s);
    QCOMPARE(desk.dropped, 2);
    QTRY_VERIFY(!desk.isOpen());
}

void PolicyEditorTest::theWindowRemembersItsPlace()
{
    {
        EditorDesk desk(standing(), *m_settings);
        desk.window().resize(1040, 640);
        desk.window().close();
        QTRY_VERIFY(!desk.isOpen());
    }
    EditorDesk desk(standing(), *m_settings);
    QCOMPARE(desk.window().size(), QSize(1040, 640));
    desk.window().resize(1200, 720);
}

void PolicyEditorTest::looksSound_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("side");
    QTest::newRow("findings") << QSize(1200, 720) << 0;
    QTest::newRow("what-if") << QSize(1200, 720) << 1;
    QTest::newRow("differences") << QSize(1600, 900) << 2;
    QTest::newRow("small") << QSize(960, 560) << 1;
}

void PolicyEditorTest::looksSound()
{
    QFETCH(const QSize, size);
    QFETCH(const int, side);
    EditorDesk desk(contested(), *m_settings);
    desk.window().resize(size);
    QVERIFY(QTest::qWaitForWindowExposed(&desk.window()));
    desk.part<QTabWidget>(u"policySides"_s).setCurrentIndex(side);
    desk.choose(0, RuleCell::Effect, u"Deny"_s);
    desk.click(u"ruleAdd"_s);
    QTRY_VERIFY(desk.part<StateBadge>(u"whatIfLosing"_s).state().word.contains(u"50"_s));
    QTRY_VERIFY(desk.part<FindingList>(u"policyFindings"_s).count() > 1);
    QCOMPARE(lookOver(desk.window(), *m_theme, u"policy-editor-"_s + QLatin1StringView(QTest::currentDataTag())),
             QString());
    if (side != 0)
        return;
    desk.edit(1, RuleCell::Conditions);
    QTRY_VERIFY(desk.window().findChild<QWidget *>(u"conditionsChooser"_s));
    QCOMPARE(lookOver(*desk.window().findChild<QWidget *>(u"conditionsChooser"_s), *m_theme, u"policy-conditions"_s),
             QString());
}

ENIGM_WIDGET_TEST_MAIN(PolicyEditorTest)
#include "PolicyEditorTest.moc"
