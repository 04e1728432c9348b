#include "views/approvals/ApprovalsPane.h"

#include "models/changes/ChangeListModel.h"
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

using changes::ChangeState;
using models::changes::ChangeListModel;
using models::session::OperatorNames;
using views::approvals::ApprovalsPane;
using views::design::Button;
using views::design::TableView;

/// An approver works through the inbox.
class ApprovalsPaneTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { m_settings = std::make_unique<QSettings>(m_dir.filePath(u"s.ini"_s), QSettings::IniFormat); }
    void whatWaitsForMeComesFirst();
    void theMostUrgentComesBeforeTheOthers();
    void eachChangeSaysWhetherIMaySign();
    void enterOpensTheReview();
    void theButtonOpensTheReview();
    void everythingThatWaitsCanBeCancelled();
    void aSignedChangeNoLongerWaits();
    void wordsNarrowTheInbox();
    void anEmptyInboxLeadsToHistory();
    void aDenialNamesWhoCould();
    void aForgedRequestIsTheAlarm();
    void whoMayNotSeeChangesIsToldWhoCould();
    void looksSound();
    void cleanup();

private:
    struct Inbox;
    QTemporaryDir m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<views::design::Theme> m_theme;
};

/// A pane over the changes of a fake control plane.
struct ApprovalsPaneTest::Inbox
{
    explicit Inbox(QSettings &settings)
        : names(console.session)
        , changes(console.session, console.follower, names, console.history.approver1.installation)
        , pane(views::approvals::ApprovalsContext{.session = console.session, .changes = changes, .settings = settings})
    {
        console.plane.names = {{console.history.administrator1.id, u"Ada Administrator"_s},
                               {console.history.approver1.id, u"Ben Approver"_s}};
        pane.resize(1088, 720);
    }
    /// Newest first, so that each goes above those before.
    QString add(const Person &requester, const QString &action, int devices, qint64 approveWithin = 3600)
    {
        console.history.advance(60);
        auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(devices)));
        if (action != "device.admit"_L1)
            targets = SampleHistory::inState(targets, fleet::DeviceState::Trusted);
        auto request = console.history.compose(requester, action, targets);
        request.approveBy = request.created + approveWithin;
        request.executeBy = std::max(request.executeBy, request.approveBy);
        console.plane.list(console.history.request(SampleHistory::sign(request, requester), targets));
        return request.id;
    }
    [[nodiscard]] bool open(const Person &person)
    {
        if (!console.signIn(person))
            return false;
        console.clock.set(console.history.now());
        names.refresh();
        Awaited<Expected<void>> followed(console.follower.refresh());
        pane.show();
        view = pane.findChild<TableView *>(u"approvalsTable"_s);
        return QTest::qWaitForWindowExposed(&pane) && QTest::qWaitFor([&] {
                   return followed.isDone() && changes.status().phase() != models::session::Phase::Idle &&
                          !changes.status().isBusy() && !names.status().isBusy();
               });
    }
    [[nodiscard]] QString text(int row, int column) const
    {
        return view->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString idAt(int row) const
    {
        return view->model()->index(row, 0).data(ChangeListModel::IdRole).toString();
    }

    SignedInConsole console;
    OperatorNames names;
    ChangeListModel changes;
    ApprovalsPane pane;
    TableView *view = nullptr;
};

void ApprovalsPaneTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void ApprovalsPaneTest::cleanup()
{
    m_settings->clear();
    m_theme->setChoice(views::design::SchemeChoice::Light);
}

void ApprovalsPaneTest::whatWaitsForMeComesFirst()
{
    Inbox inbox(*m_settings);
    const QString waiting = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 3);
    const QString approved = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 2);
    inbox.console.plane.changes.front().state = ChangeState::Approved;
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_COMPARE(inbox.idAt(0), waiting);
    QCOMPARE(inbox.idAt(1), approved);
    QCOMPARE(inbox.text(0, ChangeListModel::Requester), u"Ada Administrator"_s);
    QTRY_VERIFY(shows(inbox.pane, u"2 · "_s));
}

void ApprovalsPaneTest::theMostUrgentComesBeforeTheOthers()
{
    Inbox inbox(*m_settings);
    const QString urgent = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1, 1800);
    const QString later = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1, 7200);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_COMPARE(inbox.idAt(0), urgent);
    QCOMPARE(inbox.idAt(1), later);
}

void ApprovalsPaneTest::eachChangeSaysWhetherIMaySign()
{
    Inbox inbox(*m_settings);
    inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    inbox.console.plane.changes.front().signers = {inbox.console.history.approver1.id};
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_VERIFY(inbox.text(0, ChangeListModel::Approvals).startsWith(u"You have signed"_s));
    QVERIFY(inbox.text(0, ChangeListModel::Approvals).contains(u'1'));
    inbox.pane.focusFirst();
    QTRY_VERIFY(shows(inbox.pane, u"Others have to sign now."_s));
}

void ApprovalsPaneTest::enterOpensTheReview()
{
    Inbox inbox(*m_settings);
    const QString reference = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QSignalSpy asked(&inbox.pane, &ApprovalsPane::reviewRequested);
    inbox.pane.focusFirst();
    QTest::keyClick(inbox.view, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.front().front().toString(), reference);
}

void ApprovalsPaneTest::theButtonOpensTheReview()
{
    Inbox inbox(*m_settings);
    const QString reference = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QSignalSpy asked(&inbox.pane, &ApprovalsPane::reviewRequested);
    auto *review = inbox.pane.findChild<Button *>(u"reviewChange"_s);
    QVERIFY(!review->isEnabled());
    const QRect row = inbox.view->visualRect(inbox.view->model()->index(0, 1));
    QTest::mouseClick(inbox.view->viewport(), Qt::LeftButton, {}, row.center());
    QTRY_VERIFY(review->isEnabled());
    QTest::mouseClick(review, Qt::LeftButton);
    QCOMPARE(asked.front().front().toString(), reference);
}

void ApprovalsPaneTest::everythingThatWaitsCanBeCancelled()
{
    Inbox inbox(*m_settings);
    QSignalSpy asked(&inbox.pane, &ApprovalsPane::cancelAllRequested);
    QTest::mouseClick(inbox.pane.findChild<QAbstractButton *>(u"cancelAll"_s), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
}

void ApprovalsPaneTest::aSignedChangeNoLongerWaits()
{
    Inbox inbox(*m_settings);
    const QString urgent = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1, 1800);
    const QString later = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1, 7200);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_COMPARE(inbox.changes.waiting(), 2);
    inbox.changes.noteDecision(urgent);
    QTRY_COMPARE(inbox.idAt(0), later);
    QCOMPARE(inbox.changes.waiting(), 1);
}

void ApprovalsPaneTest::wordsNarrowTheInbox()
{
    Inbox inbox(*m_settings);
    inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    const QString revocation = inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 12);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTest::keyClick(inbox.view, Qt::Key_F, Qt::ControlModifier);
    auto *words = inbox.pane.findChild<views::design::FilterBar *>(u"approvalsFilter"_s)->findChild<QLineEdit *>();
    QTRY_VERIFY(words->hasFocus());
    QTest::keyClicks(words, u"12 dev"_s);
    QTRY_COMPARE(inbox.view->model()->rowCount(), 1);
    QCOMPARE(inbox.idAt(0), revocation);
    QTest::keyClicks(words, u"zzz"_s);
    QTRY_VERIFY(shows(inbox.pane, u"Nothing matches"_s));
}

void ApprovalsPaneTest::anEmptyInboxLeadsToHistory()
{
    Inbox inbox(*m_settings);
    inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    inbox.console.plane.changes.front().state = ChangeState::Executed;
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_VERIFY(shows(inbox.pane, u"Nothing waits for a signature"_s));
    for (Button *act : inbox.pane.findChildren<Button *>()) {
        if (act->isVisible() && act->text() == "Show earlier changes"_L1)
            QTest::mouseClick(act, Qt::LeftButton);
    }
    QTRY_COMPARE(inbox.view->model()->rowCount(), 1);
    QVERIFY(inbox.view->isVisible());
    QCOMPARE(inbox.text(0, ChangeListModel::State), u"Executed"_s);
}

void ApprovalsPaneTest::aDenialNamesWhoCould()
{
    Inbox inbox(*m_settings);
    inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    QVERIFY(inbox.open(inbox.console.history.administrator1));
    inbox.pane.focusFirst();
    QTRY_VERIFY(shows(inbox.pane, u"Another person has to decide about it."_s));
    QVERIFY(shows(inbox.pane, u"Ben Approver"_s));
}

void ApprovalsPaneTest::aForgedRequestIsTheAlarm()
{
    Inbox inbox(*m_settings);
    inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 1);
    inbox.add(inbox.console.history.administrator1, u"device.admit"_s, 2);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_COMPARE(inbox.view->model()->rowCount(), 2);
    Person thief = inbox.console.history.administrator1;
    thief.key = SampleHistory::makePerson({}).key;
    auto &listed = inbox.console.plane.changes.front();
    listed.change = SampleHistory::sign(listed.change.request, thief);
    inbox.changes.refresh();
    const auto *const alarm = inbox.pane.findChild<views::design::AlarmBanner *>();
    QTRY_VERIFY(alarm->isVisible());
    QVERIFY(alarm->accessibleDescription().contains(u"unknown-key"_s));
    QVERIFY(!shows(inbox.pane, u"no connection"_s));
    QTRY_VERIFY(shows(inbox.pane, u"Choose a change"_s)); // what was verified before is still in sight …
    QTRY_COMPARE(inbox.changes.waiting(), 0);             // … and nothing of it is to be signed
    QCOMPARE(lookOver(inbox.pane, *m_theme, u"approvals-broken"_s), QString());
}

void ApprovalsPaneTest::whoMayNotSeeChangesIsToldWhoCould()
{
    Inbox inbox(*m_settings);
    inbox.console.plane.refuseRoute(u"/v1/changes"_s, ProblemType::NotPermitted);
    QVERIFY(inbox.open(inbox.console.history.approver1));
    QTRY_VERIFY(shows(inbox.pane, u"approvers and release managers can"_s));
    QVERIFY(!inbox.view->isVisible());
}

void ApprovalsPaneTest::looksSound()
{
    Inbox inbox(*m_settings);
    const Person &administrator = inbox.console.history.administrator1;
    inbox.add(administrator, u"device.admit"_s, 1);
    inbox.console.plane.changes.front().state = ChangeState::Approved;
    inbox.add(administrator, u"device.admit"_s, 12, 5 * 3600);
    inbox.add(administrator, u"device.revoke"_s, 3, 1800);
    inbox.console.plane.changes.front().signers = {inbox.console.history.approver2.id};
    inbox.add(administrator, u"device.revoke"_s, 250, 7200);
    inbox.console.plane.changes.front().signers = {inbox.console.history.approver1.id};
    QVERIFY(inbox.open(inbox.console.history.approver1));
    inbox.pane.focusFirst();
    QCOMPARE(lookOver(inbox.pane, *m_theme, u"approvals"_s), QString());
}

ENIGM_WIDGET_TEST_MAIN(ApprovalsPaneTest)
#include "ApprovalsPaneTest.moc"
