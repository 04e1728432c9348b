#include "views/ota/RolloutsPane.h"

#include "tests/models/ota/ServedUpdates.h"
#include "tests/support/LogGuard.h"
#include "tests/support/view/Looks.h"
#include "views/charts/CountBars.h"
#include "views/charts/LaneChart.h"
#include "views/design/controls/Button.h"
#include "views/design/facts/StateBadge.h"
#include "views/design/facts/ToneLabel.h"
#include "views/design/states/Banner.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"
#include "views/ota/RolloutPage.h"
#include "views/words/Language.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::ota::RolloutListModel;
using models::ota::RolloutSource;
using views::charts::LaneChart;
using views::design::Button;
using views::design::TableView;
using views::design::ToneLabel;
using views::ota::RolloutAct;
using views::ota::RolloutPage;
using views::ota::RolloutsPane;

/// Rollouts, and one of them while it runs.
class RolloutsPaneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aRolloutIsOpenedByKeyboard();
    void groupsAreLanesWithTheirThresholds();
    void itSaysWhoAskedAndWhoApproved();
    void whatAResumptionAcceptedMovesTheLine();
    void theSameIsATableOneKeyAway();
    void eligibleAndVerifiedAreToldApart();
    void failuresAndEventsAreListed();
    void haltingAsksOnceAndWhy();
    void whatIsHaltedSaysWhyAndIsResumed();
    void whatHasEndedCannotBeStopped();
    void othersMayStopAndNotResume();
    void manyChangesAreFewLooks();
    void whatCannotBeReadSaysSo();
    void looksSound();
    void looksSoundInGerman();

private:
    template <typename Widget>
    [[nodiscard]] Widget &part(const QString &name) const
    {
        return *m_pane->findChild<Widget *>(name);
    }
    void signIn(const Person &person);
    void openFirst() const;
    void serveChanged();
    [[nodiscard]] ota::RolloutRecord &served() { return m_served.rollouts.back(); }

    std::unique_ptr<views::design::Theme> m_theme;
    QTemporaryDir m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<SignedInConsole> m_console;
    ServedUpdates m_served;
    std::unique_ptr<RolloutListModel> m_rollouts;
    std::unique_ptr<RolloutSource> m_rollout;
    std::unique_ptr<models::session::OperatorNames> m_names;
    std::unique_ptr<RolloutsPane> m_pane;
};

void RolloutsPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
    m_settings = std::make_unique<QSettings>(m_directory.filePath(u"settings.ini"_s), QSettings::IniFormat);
}

void RolloutsPaneTest::init()
{
    m_served = {};
    m_console = std::make_unique<SignedInConsole>();
    m_console->plane.instead = [this](const client::WireRequest &request) { return m_served.serve(request); };
    const qint64 now = m_console->session.now();
    m_served.rollouts = {sampleRollout(1, now), sampleRollout(2, now)};
    m_served.rollouts.front().state = ota::RolloutState::Completed;
    for (const ota::RolloutRecord &rollout : m_served.rollouts)
        m_served.events[rollout.id] = sampleEvents(now);
    signIn(m_console->history.releaseManager1);
}

void RolloutsPaneTest::signIn(const Person &person)
{
    QVERIFY(m_console->signIn(person));
    m_pane.reset();
    m_rollouts = std::make_unique<RolloutListModel>(m_console->session);
    m_rollout = std::make_unique<RolloutSource>(m_console->session);
    m_names = std::make_unique<models::session::OperatorNames>(m_console->session);
    m_pane = std::make_unique<RolloutsPane>(views::ota::RolloutsContext{.session = m_console->session,
                                                                        .rollouts = *m_rollouts,
                                                                        .rollout = *m_rollout,
                                                                        .names = *m_names,
                                                                        .settings = *m_settings});
    m_pane->resize(1080, 680);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
}

void RolloutsPaneTest::cleanup()
{
    m_pane.reset();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void RolloutsPaneTest::openFirst() const
{
    auto &table = part<TableView>(u"rolloutsTable"_s);
    QTRY_COMPARE(table.model()->rowCount(), 2);
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_COMPARE(part<LaneChart>(u"rolloutLanes"_s).lanes().size(), 3U);
}

void RolloutsPaneTest::serveChanged()
{
    const int looks = part<RolloutPage>(u"rolloutPage"_s).looks();
    m_rollout->refresh();
    QTRY_VERIFY(part<RolloutPage>(u"rolloutPage"_s).looks() > looks);
}

void RolloutsPaneTest::aRolloutIsOpenedByKeyboard()
{
    openFirst();
    QCOMPARE(part<ToneLabel>(u"rolloutTitle"_s).text(), u"Rollout of 2026.11.2"_s);
    QCOMPARE(part<views::design::StateBadge>(u"rolloutState"_s).state().word, u"Active"_s);
    QTest::keyClick(&part<RolloutPage>(u"rolloutPage"_s), Qt::Key_Escape);
    auto &table = part<TableView>(u"rolloutsTable"_s);
    QVERIFY(table.isVisible());
    QVERIFY(m_rollout->id().isEmpty()); // nothing is asked for any more
    QCOMPARE(table.model()->index(1, RolloutListModel::State).data().toString(), u"Completed"_s);
    QCOMPARE(table.model()->index(0, RolloutListModel::Groups).data().toString(), u"1 of 3"_s);
    part<QLineEdit>(u"rolloutsFilter"_s).setText(u"completed"_s);
    QCOMPARE(table.model()->rowCount(), 1);
}

void RolloutsPaneTest::groupsAreLanesWithTheirThresholds()
{
    openFirst();
    auto &lanes = part<LaneChart>(u"rolloutLanes"_s);
    const views::charts::Lane &running = lanes.lanes()[1];
    QCOMPARE(running.name, u"Every tenth"_s);
    QCOMPARE(running.state.word, u"Running"_s);
    QCOMPARE(running.progress.total, 888); // without those that were not eligible
    QCOMPARE(running.progress.line, 844);
    QCOMPARE(running.errors.line, 18);
    QCOMPARE(running.errors.parts.back().value, 12);
    lanes.setFocus();
    QTest::keyClick(&lanes, Qt::Key_Down);
    QTest::keyClick(&lanes, Qt::Key_Down);
    QCOMPARE(lanes.current(), 1);
    const QString said = lanes.accessibleDescription();
    for (const QString &part : {u"Every tenth"_s, u"466 of 888 confirmed"_s, u"12 failed"_s, u"halts above 18"_s})
        QVERIFY2(said.contains(part), qPrintable(said));
    QTest::mouseMove(&lanes, lanes.laneRect(2).center());
    QTRY_COMPARE(lanes.current(), 2);
}

void RolloutsPaneTest::itSaysWhoAskedAndWhoApproved()
{
    auto &table = part<TableView>(u"rolloutsTable"_s);
    QTRY_COMPARE(table.model()->rowCount(), 2);
    QCOMPARE(table.model()->index(0, RolloutListModel::AskedBy).data().toString(), u"release-manager-1"_s);
    QCOMPARE(table.model()->index(0, RolloutListModel::ApprovedBy).data().toString(), u"approver-1"_s);
    part<QLineEdit>(u"rolloutsFilter"_s).setText(u"approver-1"_s);
    QCOMPARE(table.model()->rowCount(), 2);
    openFirst();
    QCOMPARE(part<ToneLabel>(u"rolloutPeople"_s).text(), u"Asked by release-manager-1, approved by approver-1"_s);
}

/// What failed before a resumption stays in sight, and the thresholds count from there.
void RolloutsPaneTest::whatAResumptionAcceptedMovesTheLine()
{
    served().groups[1].forgiven = 12;
    openFirst();
    const views::charts::Lane &lane = part<LaneChart>(u"rolloutLanes"_s).lanes()[1];
    QCOMPARE(lane.errors.line, 30);
    QCOMPARE(lane.errors.lineText, u"halts above 30"_s);
    QCOMPARE(lane.errors.figures, u"12 failed · 12 accepted"_s);
    QCOMPARE(lane.errors.parts[0].value, 12); // accepted
    QCOMPARE(lane.errors.parts[1].value, 0);
    QCOMPARE(lane.progress.line, 833);
    QCOMPARE(lane.progress.lineText, u"complete at 833"_s);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-page-resumed"_s), QString());
}

void RolloutsPaneTest::theSameIsATableOneKeyAway()
{
    openFirst();
    auto &table = part<TableView>(u"rolloutTable"_s);
    QVERIFY(!table.isVisible());
    QTest::keyClick(&part<RolloutPage>(u"rolloutPage"_s), Qt::Key_T);
    QVERIFY(table.isVisible());
    const auto text = [&](int column) { return table.model()->index(1, column).data().toString(); };
    using Column = models::ota::GroupProgressModel::Column;
    QCOMPARE(text(Column::Name), u"Every tenth"_s);
    QCOMPARE(text(Column::Confirmed), u"466"_s);
    QCOMPARE(text(Column::Enough), u"844"_s);
    QCOMPARE(text(Column::Bearable), u"18"_s);
    QTest::mouseClick(&part<Button>(u"rolloutAsTable"_s), Qt::LeftButton);
    QVERIFY(!table.isVisible());
}

void RolloutsPaneTest::eligibleAndVerifiedAreToldApart()
{
    openFirst();
    QCOMPARE(part<ToneLabel>(u"figure1"_s).text(), u"13"_s);  // not eligible
    QCOMPARE(part<ToneLabel>(u"figure2"_s).text(), u"787"_s); // eligible
    QCOMPARE(part<ToneLabel>(u"figure3"_s).text(), u"634"_s); // verified, or further
}

void RolloutsPaneTest::failuresAndEventsAreListed()
{
    openFirst();
    const auto &failures = part<views::charts::CountBars>(u"rolloutFailures"_s);
    QCOMPARE(failures.counts().size(), 3U);
    QVERIFY(failures.accessibleDescription().contains(u"No space left 8"_s));
    auto &events = part<TableView>(u"rolloutEvents"_s);
    QCOMPARE(events.model()->rowCount(), 5);
    QCOMPARE(events.model()->index(0, 1).data().toString(), u"Every tenth opened"_s);
    QCOMPARE(events.model()->index(0, 2).data().toString(), u"by itself"_s);
    const QSignalSpy opened(m_pane.get(), &RolloutsPane::changeOpened);
    QTest::mouseClick(&part<Button>(u"rolloutChange"_s), Qt::LeftButton);
    QCOMPARE(opened.front().front().toString(), served().change);
}

void RolloutsPaneTest::haltingAsksOnceAndWhy()
{
    openFirst();
    const QSignalSpy asked(m_pane.get(), &RolloutsPane::actRequested);
    auto &halt = part<Button>(u"rolloutHalt"_s);
    QCOMPARE(halt.role(), views::design::ButtonRole::Danger);
    QTest::mouseClick(&halt, Qt::LeftButton);
    auto &reason = part<QLineEdit>(u"rolloutActReason"_s);
    auto &confirm = part<Button>(u"rolloutActConfirm"_s);
    QTRY_VERIFY(reason.hasFocus());
    QVERIFY(!confirm.isEnabled());
    QTest::keyClicks(&reason, u"Phones do not start"_s);
    QTest::keyClick(&reason, Qt::Key_Return);
    QCOMPARE(asked.count(), 0); // Enter signs nothing
    QTest::mouseClick(&confirm, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front()[0].toString(), served().id);
    QCOMPARE(asked.front()[1].value<RolloutAct>(), RolloutAct::Halt);
    QCOMPARE(asked.front()[2].toString(), u"Phones do not start"_s);
    QTRY_VERIFY(!m_pane->findChild<QWidget *>(u"rolloutActSheet"_s));
    QTest::mouseClick(&part<Button>(u"rolloutPause"_s), Qt::LeftButton);
    QTest::keyClick(&part<QLineEdit>(u"rolloutActReason"_s), Qt::Key_Escape);
    QCOMPARE(asked.count(), 1);
}

void RolloutsPaneTest::whatIsHaltedSaysWhyAndIsResumed()
{
    openFirst();
    QVERIFY(!part<Button>(u"rolloutResume"_s).isEnabled());
    served().state = ota::RolloutState::Halted;
    served().groups[1].state = ota::GroupState::Halted;
    served().halted =
        ota::RolloutHalt{.group = 1, .reason = ota::HaltReason::ErrorShare, .time = m_console->session.now()};
    serveChanged();
    auto &news = part<views::design::Banner>(u"rolloutNews"_s);
    QTRY_VERIFY(news.isVisible());
    QVERIFY2(news.text().contains(u"halted by itself"_s), qPrintable(news.text()));
    QVERIFY(news.text().contains(u"larger share"_s));
    QVERIFY(!part<Button>(u"rolloutHalt"_s).isEnabled());
    const QSignalSpy asked(m_pane.get(), &RolloutsPane::actRequested);
    QTest::mouseClick(&part<Button>(u"rolloutResume"_s), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front()[1].value<RolloutAct>(), RolloutAct::Resume);
}

void RolloutsPaneTest::whatHasEndedCannotBeStopped()
{
    openFirst();
    served().state = ota::RolloutState::Withdrawn;
    serveChanged();
    for (const QString &name : {u"rolloutHalt"_s, u"rolloutPause"_s, u"rolloutWithdraw"_s, u"rolloutResume"_s})
        QVERIFY2(!part<Button>(name).isEnabled(), qPrintable(name));
}

void RolloutsPaneTest::othersMayStopAndNotResume()
{
    signIn(m_console->history.reviewer1);
    openFirst();
    QVERIFY(part<Button>(u"rolloutHalt"_s).isEnabled());
    QVERIFY(!part<Button>(u"rolloutNew"_s).isEnabled());
    served().state = ota::RolloutState::Paused;
    serveChanged();
    QVERIFY(!part<Button>(u"rolloutResume"_s).isEnabled());
    QVERIFY(part<Button>(u"rolloutResume"_s).toolTip().contains(u"Release managers"_s));
}

void RolloutsPaneTest::manyChangesAreFewLooks()
{
    openFirst();
    auto &page = part<RolloutPage>(u"rolloutPage"_s);
    auto &lanes = part<LaneChart>(u"rolloutLanes"_s);
    const int widgets = static_cast<int>(page.findChildren<QWidget *>().size());
    const int looks = page.looks();
    const int paints = lanes.paints();
    for (int i = 0; i < 1'000; ++i)
        Q_EMIT m_rollout->changed(); // as many in no time
    QVERIFY(page.looks() - looks <= 1);
    QTRY_VERIFY(page.looks() - looks >= 1); // and the last of them is not missed
    QCoreApplication::processEvents();
    QVERIFY(page.looks() - looks <= 2);
    QVERIFY(lanes.paints() - paints <= 2);
    QCOMPARE(static_cast<int>(page.findChildren<QWidget *>().size()), widgets);
}

void RolloutsPaneTest::whatCannotBeReadSaysSo()
{
    openFirst();
    m_console->plane.instead = nullptr;
    m_console->plane.refuseRoute(u"/v1/rollouts"_s, ProblemType::NotPermitted);
    m_console->plane.refuseRoute(u"/v1/rollouts/"_s + served().id, ProblemType::NotPermitted);
    m_rollout->refresh();
    QTRY_VERIFY(shows(*m_pane, u"Your roles do not let you see rollouts."_s));
    QTest::mouseClick(&part<Button>(u"rolloutBack"_s), Qt::LeftButton);
    m_rollouts->refresh();
    QTRY_COMPARE(m_rollouts->rowCount(), 0);
    QVERIFY(shows(*m_pane, u"Your roles do not let you see rollouts."_s));
}

void RolloutsPaneTest::looksSound()
{
    QTRY_COMPARE(part<TableView>(u"rolloutsTable"_s).model()->rowCount(), 2);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollouts"_s), QString());
    openFirst();
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-page"_s), QString());
    QCOMPARE(lookInContrast(*m_pane, *m_theme, u"rollout-page"_s), QString());
    m_pane->resize(860, 560);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-page-small"_s), QString());
    m_pane->resize(1680, 960);
    served().state = ota::RolloutState::Halted;
    served().halted =
        ota::RolloutHalt{.group = 1, .reason = ota::HaltReason::ErrorShare, .time = m_console->session.now()};
    serveChanged();
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-page-halted"_s), QString());
    m_pane->resize(1080, 680);
    QTest::keyClick(&part<RolloutPage>(u"rolloutPage"_s), Qt::Key_T);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-page-table"_s), QString());
    QTest::mouseClick(&part<Button>(u"rolloutWithdraw"_s), Qt::LeftButton);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-withdraw"_s), QString());
}

void RolloutsPaneTest::looksSoundInGerman()
{
    const views::words::Language german{QLocale(u"de_DE"_s)};
    signIn(m_console->history.releaseManager1);
    QTRY_COMPARE(part<TableView>(u"rolloutsTable"_s).model()->rowCount(), 2);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollouts-german"_s), QString());
    openFirst();
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-page-german"_s), QString());
    QTest::mouseClick(&part<Button>(u"rolloutHalt"_s), Qt::LeftButton);
    QCOMPARE(lookOver(*m_pane, *m_theme, u"rollout-halt-german"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(RolloutsPaneTest)
#include "RolloutsPaneTest.moc"
