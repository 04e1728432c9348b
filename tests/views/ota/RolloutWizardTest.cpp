#include "views/ota/RolloutWizard.h"

#include "tests/models/ota/ServedUpdates.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/KeyValueList.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::ota::GroupBy;
using models::ota::PlanDraft;
using views::design::Button;
using views::design::TableView;
using views::design::ToneLabel;
using views::ota::RolloutWizard;

namespace {

constexpr qint64 now = 1'795'680'000;
const QString fieldGroup = u"0197f9a0-0000-7000-8000-0000000000a0"_s;

} // namespace

/// A rollout is planned step by step, and starts nothing.
class RolloutWizardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void onlySignedReleasesAreOffered();
    void aPlanIsMadeByKeyboard();
    void theDevicesOfAPlanAreCounted();
    void whatIsWrongIsSaidAndKeepsItHere();
    void handlesAreReadAsTheyAreTyped();
    void groupsAreAddedMovedAndRemoved();
    void aSecurityRolloutIsOneGroup();
    void looksSound();
    void looksSoundInGerman();

private:
    template <typename Widget>
    [[nodiscard]] Widget &part(const QString &name) const
    {
        return *m_wizard->findChild<Widget *>(name);
    }
    void next() const { QTest::mouseClick(&part<Button>(u"wizardNext"_s), Qt::LeftButton); }
    void nameGroups() const;

    std::unique_ptr<views::design::Theme> m_theme;
    std::unique_ptr<RolloutWizard> m_wizard;
};

void RolloutWizardTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void RolloutWizardTest::init()
{
    m_wizard = std::make_unique<RolloutWizard>(
        RolloutWizard::Context{
            .releases = {sampleRelease(3, 1, 3, now), sampleRelease(2, 2, 5, now), sampleRelease(1, 2, 8, now)},
            .groups = {{fieldGroup, u"Field phones"_s}},
            .now = [] { return now; }},
        QString());
    m_wizard->setAttribute(Qt::WA_DeleteOnClose, false);
    m_wizard->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_wizard.get()));
}

void RolloutWizardTest::cleanup()
{
    m_wizard.reset();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void RolloutWizardTest::nameGroups() const
{
    auto &table = part<TableView>(u"planTable"_s);
    auto &name = part<QLineEdit>(u"groupName"_s);
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        table.setCurrentIndex(table.model()->index(row, 0));
        name.clear();
        QTest::keyClicks(&name, u"Group "_s + QString::number(row + 1));
    }
}

void RolloutWizardTest::onlySignedReleasesAreOffered()
{
    const auto &releases = part<QComboBox>(u"planReleaseChoice"_s);
    QCOMPARE(releases.count(), 2);
    QCOMPARE(releases.currentText(), u"2026.11.2"_s);
}

void RolloutWizardTest::aPlanIsMadeByKeyboard()
{
    const QSignalSpy defined(m_wizard.get(), &RolloutWizard::defined);
    QTest::keyClick(&part<QRadioButton>(u"planModel2"_s), Qt::Key_Space); // stable
    next();
    nameGroups();
    next();
    part<QSpinBox>(u"planSilence"_s).setValue(48);
    next();
    QCOMPARE(part<Button>(u"wizardNext"_s).text(), u"Propose the start…"_s);
    const QString whole = part<views::design::KeyValueList>(u"wizardFacts"_s).asText();
    for (const QString &said : {u"2026.11.2"_s, u"1. Group 1"_s, u"complete at 95"_s, u"fail after 2 d"_s})
        QVERIFY2(whole.contains(said), qPrintable(whole));
    QTest::keyClick(m_wizard.get(), Qt::Key_Return);
    QCOMPARE(defined.count(), 0); // Enter asks for nothing
    next();
    QCOMPARE(defined.count(), 1);
    const auto draft = defined.front().front().value<PlanDraft>();
    QCOMPARE(draft.model, ota::RolloutModel::Stable);
    QCOMPARE(draft.silentAfter, 48 * 3'600);
    QCOMPARE(draft.groups.size(), 3U);
    QCOMPARE(draft.groups[1].settings.name, u"Group 2"_s);
    QVERIFY(m_wizard->isVisible()); // until the change is asked for
    m_wizard->finish();
    QVERIFY(!m_wizard->isVisible());
}

void RolloutWizardTest::theDevicesOfAPlanAreCounted()
{
    const QSignalSpy asked(m_wizard.get(), &RolloutWizard::previewRequested);
    next();
    QTRY_VERIFY(!asked.isEmpty());
    const PlanDraft draft = m_wizard->draft();
    const auto devices = [this](int row) {
        return part<TableView>(u"planTable"_s).model()->index(row, 2).data().toString();
    };
    QCOMPARE(devices(0), u"not known yet"_s);
    m_wizard->setPreview(draft, ota::RolloutPreview{.groups = {50, 450, 4'500}, .outside = 7});
    QCOMPARE(devices(1), u"about 450"_s);
    QVERIFY(part<ToneLabel>(u"planOutside"_s).text().startsWith(u"7 devices"_s));
    part<QDoubleSpinBox>(u"groupShare"_s).setValue(50);
    QCOMPARE(devices(1), u"not known yet"_s);
    m_wizard->setPreview(draft, ota::RolloutPreview{.groups = {1, 2, 3}, .outside = 0});
    QCOMPARE(devices(1), u"not known yet"_s); // it is of another plan
}

void RolloutWizardTest::whatIsWrongIsSaidAndKeepsItHere()
{
    next();
    const auto &wrong = part<ToneLabel>(u"wizardWrong"_s);
    QVERIFY(!wrong.isVisible()); // what is proposed is sound
    part<QLineEdit>(u"groupName"_s).setFocus();
    QTest::keyClick(&part<QLineEdit>(u"groupName"_s), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&part<QLineEdit>(u"groupName"_s), Qt::Key_Delete);
    QVERIFY(wrong.isVisible());
    QVERIFY(wrong.text().contains(u"The group needs a name."_s));
    next();
    next();
    QVERIFY(!part<Button>(u"wizardNext"_s).isEnabled());
    QTest::mouseClick(&part<Button>(u"wizardBack"_s), Qt::LeftButton);
    QTest::mouseClick(&part<Button>(u"wizardBack"_s), Qt::LeftButton);
    nameGroups();
    QVERIFY(!wrong.isVisible());
    part<QDoubleSpinBox>(u"groupShare"_s).setValue(100);
    QVERIFY(wrong.text().contains(u"more than 100%"_s));
}

void RolloutWizardTest::handlesAreReadAsTheyAreTyped()
{
    next();
    auto &by = part<QComboBox>(u"groupBy"_s);
    by.setFocus();
    QTest::keyClick(&by, Qt::Key_End); // devices by hand
    auto &handles = part<QPlainTextEdit>(u"groupHandles"_s);
    QVERIFY(handles.isVisible());
    const auto devices = makeListedDevices(2);
    QTest::keyClicks(&handles, devices[1].handle.text() + u',' + devices[0].handle.text() + u",nonsense"_s);
    QVERIFY(part<ToneLabel>(u"groupHandlesNote"_s).text().contains(u"nonsense"_s));
    const auto group = m_wizard->draft().groups.front();
    QCOMPARE(group.by, GroupBy::Handles);
    QCOMPARE(group.handles, (std::vector{devices[0].handle, devices[1].handle}));
    QTest::keyClick(&by, Qt::Key_Up);
    QVERIFY(part<QComboBox>(u"groupDeviceGroup"_s).isVisible());
    QVERIFY(part<ToneLabel>(u"wizardWrong"_s).text().contains(u"which devices"_s));
    QTest::keyClick(&part<QComboBox>(u"groupDeviceGroup"_s), Qt::Key_Down);
    QCOMPARE(m_wizard->draft().groups.front().deviceGroup, fieldGroup);
}

void RolloutWizardTest::groupsAreAddedMovedAndRemoved()
{
    next();
    nameGroups();
    auto &table = part<TableView>(u"planTable"_s);
    QTest::mouseClick(&part<Button>(u"planAdd"_s), Qt::LeftButton);
    QCOMPARE(table.model()->rowCount(), 4);
    QCOMPARE(table.currentIndex().row(), 3);
    QTest::mouseClick(&part<Button>(u"planUp"_s), Qt::LeftButton);
    QCOMPARE(table.currentIndex().row(), 2);
    QCOMPARE(table.model()->index(3, 0).data().toString(), u"Group 3"_s);
    QTest::mouseClick(&part<Button>(u"planRemove"_s), Qt::LeftButton);
    QCOMPARE(table.model()->rowCount(), 3);
    QVERIFY(!part<ToneLabel>(u"wizardWrong"_s).isVisible());
}

void RolloutWizardTest::aSecurityRolloutIsOneGroup()
{
    QTest::mouseClick(&part<QRadioButton>(u"planModel3"_s), Qt::LeftButton, {}, {8, 8});
    next();
    QCOMPARE(part<TableView>(u"planTable"_s).model()->rowCount(), 1);
    QVERIFY(!part<QSpinBox>(u"groupSoak"_s).isEnabled());
    QCOMPARE(m_wizard->draft().groups.front().settings.soak, 0);
}

void RolloutWizardTest::looksSound()
{
    QCOMPARE(lookOver(*m_wizard, *m_theme, u"wizard-what"_s), QString());
    next();
    nameGroups();
    m_wizard->setPreview(m_wizard->draft(), ota::RolloutPreview{.groups = {50, 450, 4'500}, .outside = 7});
    QCOMPARE(lookOver(*m_wizard, *m_theme, u"wizard-who"_s), QString());
    part<QDoubleSpinBox>(u"groupShare"_s).setValue(100);
    QCOMPARE(lookOver(*m_wizard, *m_theme, u"wizard-wrong"_s), QString());
    part<QDoubleSpinBox>(u"groupShare"_s).setValue(90);
    next();
    QCOMPARE(lookOver(*m_wizard, *m_theme, u"wizard-limits"_s), QString());
    next();
    QCOMPARE(lookOver(*m_wizard, *m_theme, u"wizard-whole"_s), QString());
}

void RolloutWizardTest::looksSoundInGerman()
{
    const views::words::Language german{QLocale(u"de_DE"_s)};
    cleanup();
    init();
    for (const QString &step : {u"what"_s, u"who"_s, u"limits"_s, u"whole"_s}) {
        QCOMPARE(lookOver(*m_wizard, *m_theme, u"wizard-german-"_s + step), QString());
        next();
    }
}

ENIGM_WIDGET_TEST_MAIN(RolloutWizardTest)
#include "RolloutWizardTest.moc"
