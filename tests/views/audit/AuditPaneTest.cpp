#include "views/audit/AuditPane.h"

#include "models/audit/AuditTableModel.h"
#include "models/session/OperatorNames.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/controls/FilterBar.h"
#include "views/design/states/AlarmBanner.h"
#include "views/design/table/TableView.h"
#include "views/design/theme/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::audit::AuditTableModel;
using models::audit::ProofState;
using models::session::OperatorNames;
using views::audit::AuditPane;
using views::design::Button;
using views::design::TableView;

/// A reviewer reads the trail.
class AuditPaneTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_settings = std::make_unique<QSettings>(m_dir.filePath(u"s.ini"_s), QSettings::IniFormat); }
    void theTrailSaysWhatIsProven();
    void anEntryIsReadInPlainText();
    void aCategoryNarrowsTheTrail();
    void theTokenThatExcludesMostCanBeDropped();
    void olderEntriesAreSearchedOnRequest();
    void anEntryThatTheLogContradictsIsAnAlarm();
    void whoIsNoReviewerIsToldWhoCould();
    void exportIsAskedFor();
    void verifyingAgainProvesWhatCouldNotBe();
    void looksSound();
    void cleanup();

private:
    struct Trail;
    QTemporaryDir m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<views::design::Theme> m_theme;
};

/// A pane over the trail of a fake control plane.
struct AuditPaneTest::Trail
{
    explicit Trail(QSettings &settings, int pageSize = 200)
        : names(console.session)
        , trail(console.session, console.follower, pageSize)
        , pane(views::audit::AuditContext{
              .session = console.session, .trail = trail, .names = names, .settings = settings})
    {
        console.plane.names = {{console.history.reviewer1.id, u"Rita Reviewer"_s},
                               {console.history.administrator1.id, u"Ada Administrator"_s}};
        pane.resize(1088, 720);
    }
    void noteSessions(int count)
    {
        for (int i = 0; i < count; ++i) {
            console.history.advance(61);
            console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                                 console.history.reviewer1.id);
        }
    }
    void admitDevices(int count)
    {
        const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(count)));
        const Person &asks = console.history.administrator1;
        (void)console.history.perform(asks, u"device.admit"_s, targets, changes::NoParameters{},
                                      {console.history.approver1});
    }
    [[nodiscard]] bool open(const Person &person)
    {
        if (!console.signIn(person))
            return false;
        names.refresh();
        pane.show();
        view = pane.findChild<TableView *>(u"auditTable"_s);
        return QTest::qWaitForWindowExposed(&pane) && QTest::qWaitFor([this] { return isQuiet(); });
    }
    [[nodiscard]] bool isQuiet() const
    {
        return trail.status().phase() != models::session::Phase::Idle && !trail.status().isBusy() &&
               count(ProofState::Proving) == 0 && !names.status().isBusy();
    }
    [[nodiscard]] int count(ProofState state) const
    {
        int result = 0;
        for (int row = 0; row < trail.rowCount(); ++row)
            result += trail.index(row, 0).data(AuditTableModel::ProofRole).value<ProofState>() == state ? 1 : 0;
        return result;
    }
    [[nodiscard]] QString text(int row, int column) const
    {
        return view->model()->index(row, column).data().toString();
    }
    void type(const QString &words)
    {
        QTest::keyClick(view, Qt::Key_F, Qt::ControlModifier);
        QTest::keyClicks(pane.findChild<views::design::FilterBar *>(u"auditFilter"_s)->findChild<QLineEdit *>(), words);
    }
    void press(const QString &verb)
    {
        for (Button *act : pane.findChildren<Button *>()) {
            if (act->isVisible() && act->text() == verb)
                QTest::mouseClick(act, Qt::LeftButton);
        }
    }

    SignedInConsole console;
    OperatorNames names;
    AuditTableModel trail;
    AuditPane pane;
    TableView *view = nullptr;
};

void AuditPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void AuditPaneTest::cleanup()
{
    m_settings->clear();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void AuditPaneTest::theTrailSaysWhatIsProven()
{
    Trail trail(*m_settings);
    trail.noteSessions(5);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    QCOMPARE(trail.view->model()->rowCount(), 5);
    QCOMPARE(trail.text(0, AuditTableModel::Action), u"Session started"_s);
    QTRY_COMPARE(trail.text(0, AuditTableModel::Actor), u"Rita Reviewer"_s);
    QTRY_COMPARE(trail.text(4, AuditTableModel::Proof), u"Proven"_s);
    const QModelIndex time = trail.view->model()->index(0, AuditTableModel::Time);
    QCOMPARE(time.data().toString(),
             QDateTime::fromSecsSinceEpoch(trail.console.history.now()).toString(u"yyyy-MM-dd HH:mm:ss"));
    QVERIFY(time.data(Qt::ToolTipRole).toString() != time.data().toString());
}

void AuditPaneTest::anEntryIsReadInPlainText()
{
    Trail trail(*m_settings);
    trail.admitDevices(2);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    auto *inspector = trail.pane.findChild<QWidget *>(u"auditInspector"_s);
    QVERIFY(!inspector->isVisible());
    trail.view->setFocus();
    trail.view->setCurrentIndex(trail.view->model()->index(0, 1));
    QTRY_VERIFY(inspector->isVisible());
    QTRY_VERIFY(shows(*inspector, u"Change executed"_s));
    QTRY_VERIFY(shows(*inspector, u"exactly this entry"_s));
    QTRY_VERIFY(shows(*inspector, u"Devices"_s));
    QTRY_VERIFY(shows(*inspector, u"Content"_s));
}

void AuditPaneTest::aCategoryNarrowsTheTrail()
{
    Trail trail(*m_settings);
    trail.noteSessions(5);
    trail.admitDevices(1);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    trail.type(u"category:app-access "_s);
    QTRY_COMPARE(trail.view->model()->rowCount(), 5);
    trail.type(u"ada"_s);
    QTRY_COMPARE(trail.view->model()->rowCount(), 0);
}

void AuditPaneTest::theTokenThatExcludesMostCanBeDropped()
{
    Trail trail(*m_settings);
    trail.noteSessions(5);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    trail.type(u"outcome:refused "_s);
    QTRY_VERIFY(shows(trail.pane, u"Nothing matches the filter"_s));
    trail.press(u"Drop outcome:refused"_s);
    QTRY_COMPARE(trail.view->model()->rowCount(), 5);
    QVERIFY(trail.view->isVisible());
}

void AuditPaneTest::olderEntriesAreSearchedOnRequest()
{
    Trail trail(*m_settings, 10);
    trail.admitDevices(1);
    trail.noteSessions(60);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    trail.type(u"Ada"_s);
    QTRY_VERIFY(shows(trail.pane, u"entries were searched"_s));
    const int searched = trail.trail.rowCount();
    trail.press(u"Search older entries"_s);
    QTRY_VERIFY(trail.trail.rowCount() > searched);
}

void AuditPaneTest::anEntryThatTheLogContradictsIsAnAlarm()
{
    Trail trail(*m_settings);
    trail.noteSessions(8);
    trail.console.plane.bendLeaf = [](qint64 index, QByteArray leaf) {
        return index == 5 ? leaf.replace("session.started", "session.evadedd") : leaf;
    };
    QVERIFY(trail.open(trail.console.history.reviewer1));
    const auto *alarm = trail.pane.findChild<views::design::AlarmBanner *>();
    QTRY_VERIFY(alarm->isVisible());
    QVERIFY(alarm->accessibleDescription().contains(u"Entry 5"_s));
    QTRY_COMPARE(trail.text(2, AuditTableModel::Proof), u"Contradicted"_s);
    QSignalSpy asked(&trail.pane, &AuditPane::evidenceRequested);
    trail.press(u"Save evidence…"_s);
    QCOMPARE(asked.size(), 1);
    QVERIFY(lookOver(trail.pane, *m_theme, u"audit-alarm"_s).isEmpty());
}

void AuditPaneTest::whoIsNoReviewerIsToldWhoCould()
{
    Trail trail(*m_settings);
    trail.noteSessions(3);
    QVERIFY(trail.open(trail.console.history.administrator1));
    QTRY_VERIFY(shows(trail.pane, u"security reviewer can"_s));
    QVERIFY(!trail.view->isVisible());
    const auto *exports = trail.pane.findChild<Button *>(u"exportAudit"_s);
    QVERIFY(!exports->isEnabled());
    QVERIFY(!exports->toolTip().isEmpty());
    QCOMPARE(trail.console.plane.count(u"/v1/audit/entries"_s), 0);
    QVERIFY(lookOver(trail.pane, *m_theme, u"audit-refused"_s).isEmpty());
}

void AuditPaneTest::exportIsAskedFor()
{
    Trail trail(*m_settings);
    trail.noteSessions(1);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    QSignalSpy asked(&trail.pane, &AuditPane::exportRequested);
    QTest::mouseClick(trail.pane.findChild<Button *>(u"exportAudit"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void AuditPaneTest::verifyingAgainProvesWhatCouldNotBe()
{
    Trail trail(*m_settings, 10); // a whole log needs no proofs
    trail.noteSessions(15);
    const QString proofs = u"/v1/logs/activity/inclusion"_s;
    trail.console.plane.refuseRoute(proofs, ProblemType::Unavailable);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    QTRY_COMPARE(trail.text(0, AuditTableModel::Proof), u"Not proven"_s);
    trail.console.plane.refuseRoute(proofs, {});
    QTest::mouseClick(trail.pane.findChild<Button *>(u"verifyAudit"_s), Qt::LeftButton);
    QTRY_COMPARE(trail.text(0, AuditTableModel::Proof), u"Proven"_s);
}

void AuditPaneTest::looksSound()
{
    Trail trail(*m_settings);
    trail.noteSessions(40);
    trail.admitDevices(3);
    trail.noteSessions(4);
    QVERIFY(trail.open(trail.console.history.reviewer1));
    trail.view->setFocus();
    trail.view->setCurrentIndex(trail.view->model()->index(4, 1));
    QTRY_VERIFY(trail.pane.findChild<QWidget *>(u"auditInspector"_s)->isVisible());
    QCOMPARE(lookOver(trail.pane, *m_theme, u"audit"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(AuditPaneTest)
#include "AuditPaneTest.moc"
