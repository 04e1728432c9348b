#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "tests/support/view/Looks.h"
#include "views/design/controls/Button.h"
#include "views/design/states/AlarmBanner.h"
#include "views/design/states/Banner.h"
#include "views/design/states/StateStack.h"
#include "views/design/theme/Theme.h"
#include "views/review/ReviewWindow.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using changes::ChangeState;
using views::design::AlarmBanner;
using views::design::Button;
using views::design::StateStack;
using views::review::ReviewWindow;
namespace pane = views::design::pane;

/// What a review window makes of proofs, broken ones among them, and what it then lets a person do.
class ReviewProofTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aVerifiedChangeMayBeSigned();
    void whoAskedIsToldWhoCould();
    void anInvalidKeySignsNothing();
    void anotherRoleIsToldWhoCould();
    void whatIsServedIsSaidToBeServed();
    void aBrokenProofLeavesNothingToSign();
    void anAlarmFoundElsewhereTakesTheButtonsAway();
    void aRefusalNamesTheRule();
    void whatIsAwayIsNotBroken_data();
    void whatIsAwayIsNotBroken();
    void whatWasVerifiedIsKeptAndNotSigned();
    void aChangeThatCannotBeCarriedOutSaysWhy();
    void signingStopsAtAFork();
    void cleanup() { m_theme->setChoice(views::design::SchemeChoice::Light); }

private:
    std::unique_ptr<views::design::Theme> m_theme;
    QTemporaryDir m_dir;
};

namespace {

/// A change in the log, and a console that reviews it.
struct Table
{
    explicit Table(int devices = 2)
        : targets(SampleHistory::inState(require(changes::TargetSet::make(SampleHistory::makeDevices(devices))),
                                         fleet::DeviceState::Suspended))
    {
        SampleHistory &history = console.history;
        story = history.request(SampleHistory::sign(history.compose(history.administrator1, u"device.reactivate"_s,
                                                                    targets, changes::ReactivateParameters{}),
                                                    history.administrator1),
                                targets);
        names = {{history.administrator1.id, u"Ada Administrator"_s},
                 {history.approver1.id, u"Ben Approver"_s},
                 {history.approver2.id, u"Cleo Approver"_s}};
        console.clock.set(history.now());
    }
    /// Whether it came to rest: shown, or failed.
    [[nodiscard]] bool open(const Person &person, ChangeState state = ChangeState::Pending)
    {
        console.plane.list(story, state);
        if (!console.signIn(person))
            return false;
        changes.emplace(console.session, console.follower, person.installation);
        window = std::make_unique<ReviewWindow>(views::review::ReviewContext{.session = console.session,
                                                                             .follower = console.follower,
                                                                             .changes = *changes,
                                                                             .names = names,
                                                                             .installation = person.installation},
                                                story.change.request.id);
        window->setAttribute(Qt::WA_DeleteOnClose, false);
        window->show();
        return QTest::qWaitForWindowExposed(window.get()) && settled();
    }
    [[nodiscard]] bool settled() const
    {
        return QTest::qWaitFor([this] { return !std::holds_alternative<pane::Loading>(state()); });
    }
    [[nodiscard]] const views::design::PaneState &state() const { return window->findChild<StateStack *>()->state(); }
    [[nodiscard]] Button *button(const QString &name) const { return window->findChild<Button *>(name); }
    [[nodiscard]] Button *sign() const { return button(u"reviewSign"_s); }
    [[nodiscard]] bool hasAct() const
    {
        for (const QString &name : {u"reviewSign"_s, u"reviewReject"_s, u"reviewWithdraw"_s, u"reviewEvidence"_s}) {
            if (button(name)->isVisible())
                return true;
        }
        return false;
    }

    SignedInConsole console;
    changes::TargetSet targets;
    SampleHistory::Story story;
    QMap<QString, QString> names;
    std::optional<client::ChangeClient> changes;
    std::unique_ptr<ReviewWindow> window;
};

bool asksForEntry(const QUrl &url)
{
    return url.path() == "/v1/audit/entries"_L1;
}

} // namespace

void ReviewProofTest::initTestCase()
{
    m_theme = std::make_unique<views::design::Theme>(*qApp, views::design::SchemeChoice::Light);
}

void ReviewProofTest::aVerifiedChangeMayBeSigned()
{
    Table desk;
    QVERIFY(desk.open(desk.console.history.approver1));
    QVERIFY(std::holds_alternative<pane::Content>(desk.state()));
    QVERIFY(desk.sign()->isEnabled());
    QVERIFY(desk.button(u"reviewReject"_s)->isEnabled());
    QTRY_VERIFY(shows(*desk.window, u"entry 0, proven"_s));
    // Denied, in sight, and saying who could.
    auto *const withdraw = desk.button(u"reviewWithdraw"_s);
    QVERIFY(withdraw->isVisible() && !withdraw->isEnabled());
    QVERIFY(withdraw->toolTip().contains(u"Ada Administrator"_s));
    QCOMPARE(lookOver(*desk.window, *m_theme, u"review"_s), QString());
}

void ReviewProofTest::whoAskedIsToldWhoCould()
{
    Table desk;
    QVERIFY(desk.open(desk.console.history.administrator1));
    QVERIFY(desk.sign()->isVisible() && !desk.sign()->isEnabled());
    QVERIFY(desk.sign()->toolTip().contains(u"You asked for this change."_s));
    QVERIFY2(desk.sign()->toolTip().contains(u"Ben Approver"_s), qPrintable(desk.sign()->toolTip()));
    QVERIFY(desk.sign()->toolTip().contains(u"Cleo Approver"_s));
    QVERIFY(desk.button(u"reviewReject"_s)->isVisible() && !desk.button(u"reviewReject"_s)->isEnabled());
    QVERIFY(desk.button(u"reviewWithdraw"_s)->isEnabled());
}

void ReviewProofTest::anInvalidKeySignsNothing()
{
    Table desk;
    SampleHistory &history = desk.console.history;
    history.perform(history.approver1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.approver1.id,
                                                 .key = history.approver1.key->publicKey().thumbprint()},
                    {});
    QVERIFY(desk.open(history.approver1));
    for (const QString &name : {u"reviewSign"_s, u"reviewReject"_s}) {
        QVERIFY(desk.button(name)->isVisible() && !desk.button(name)->isEnabled());
        QVERIFY(
            desk.button(name)->toolTip().contains(u"The key of this session is not, or no longer, one of yours."_s));
        QVERIFY(desk.button(name)->toolTip().contains(u"Cleo Approver"_s));
        QVERIFY(!desk.button(name)->toolTip().contains(u"Ben Approver"_s));
    }
}

void ReviewProofTest::anotherRoleIsToldWhoCould()
{
    Table desk;
    QVERIFY(desk.open(desk.console.history.reviewer1));
    QVERIFY(desk.sign()->isVisible() && !desk.sign()->isEnabled());
    QVERIFY2(desk.sign()->toolTip().contains(u"The rule asks for approver"_s), qPrintable(desk.sign()->toolTip()));
    QVERIFY(desk.sign()->toolTip().contains(u"Ben Approver"_s));
}

void ReviewProofTest::whatIsServedIsSaidToBeServed()
{
    Table desk;
    desk.console.history.decide(desk.story,
                                desk.console.history.approve(desk.story.change, desk.console.history.approver2));
    desk.console.history.execute(desk.story);
    desk.console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (asksForEntry(url) && !url.query().contains(u"from=0"_s))
            reply = problemReply({ProblemType::NotPermitted});
    };
    QVERIFY(desk.open(desk.console.history.approver1, ChangeState::Executed));
    QTRY_VERIFY(shows(*desk.window, u"entry 0, proven"_s));
    QTRY_VERIFY(shows(*desk.window, u"entry 1, as served"_s));
    QTRY_VERIFY(shows(*desk.window, u"entry 2, as served"_s));
    QTRY_VERIFY(shows(*desk.window, u"Executed, as served"_s));
    QCOMPARE(lookOver(*desk.window, *m_theme, u"review-as-served"_s), QString());
    // And where they may be read, they are proven.
    desk.console.plane.bend = {};
    desk.window->reload();
    QTRY_VERIFY(shows(*desk.window, u"entry 2, proven"_s));
    QTRY_VERIFY(shows(*desk.window, u"entry 1, proven"_s));
    QVERIFY(!shows(*desk.window, u"as served"_s));
}

void ReviewProofTest::aBrokenProofLeavesNothingToSign()
{
    Table desk;
    desk.console.plane.bendLeaf = [](qint64, QByteArray leaf) { return leaf.replace(R"("done")", R"("failed")"); };
    QVERIFY(desk.open(desk.console.history.approver1));
    QVERIFY(std::holds_alternative<pane::BrokenProof>(desk.state()));
    auto *const alarm = desk.window->findChild<AlarmBanner *>();
    QVERIFY(alarm->isVisible());
    QVERIFY2(alarm->accessibleDescription().contains(u"activity record 0"_s),
             qPrintable(alarm->accessibleDescription()));
    QVERIFY(!desk.hasAct());
    QVERIFY(!desk.window->findChild<QLineEdit *>(u"reviewComment"_s)->isVisible());
    QTRY_VERIFY(shows(*desk.window, u"This change could not be verified"_s));
    QCOMPARE(lookOver(*desk.window, *m_theme, u"review-broken"_s), QString());

    // What shows it is saved from here.
    for (Button *save : alarm->findChildren<Button *>())
        QTest::mouseClick(save, Qt::LeftButton);
    auto *dialog = desk.window->findChild<QFileDialog *>(u"pathDialog"_s);
    QVERIFY(dialog != nullptr);
    const QString path = m_dir.filePath(u"contradiction.json"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const json::Value saved = require(json::parse(file.readAll()));
    QCOMPARE(saved.object().find("problem"_L1)->object().find("type"_L1)->text(),
             u"urn:enigm:problem:bad-inclusion-proof"_s);
    QVERIFY(saved.object().find("exhibits"_L1)->array().size() >= 4U);
    // The alarm is not dismissed by trying again.
    desk.console.plane.bendLeaf = {};
    desk.window->reload();
    QVERIFY(desk.settled());
    QVERIFY(alarm->isVisible());
    QVERIFY(!desk.hasAct());
}

void ReviewProofTest::anAlarmFoundElsewhereTakesTheButtonsAway()
{
    Table desk;
    QVERIFY(desk.open(desk.console.history.approver1));
    QVERIFY(desk.sign()->isEnabled());
    desk.console.follower.raiseAlarm({.problem = {ProblemType::LogForked, u"two histories"_s}, .exhibits = {}});
    QVERIFY(std::holds_alternative<pane::BrokenProof>(desk.state()));
    QVERIFY(!desk.hasAct());
}

void ReviewProofTest::aRefusalNamesTheRule()
{
    Table desk;
    desk.console.plane.refuseRoute(u"/v1/audit/entries"_s, ProblemType::NotPermitted);
    QVERIFY(desk.open(desk.console.history.releaseManager1));
    const auto *const refused = std::get_if<pane::Refused>(&desk.state());
    QVERIFY(refused != nullptr);
    QVERIFY(refused->rule.contains(u"do not let you review"_s));
    QVERIFY(!desk.window->findChild<AlarmBanner *>()->isVisible());
    QVERIFY(!desk.console.follower.alarm());
    QVERIFY(!desk.hasAct());
    QCOMPARE(lookOver(*desk.window, *m_theme, u"review-refused"_s), QString());
}

void ReviewProofTest::whatIsAwayIsNotBroken_data()
{
    QTest::addColumn<ProblemType>("answer");
    for (const ProblemType answer : {ProblemType::Unavailable, ProblemType::Internal, ProblemType::RateLimited,
                                     ProblemType::NotFound, ProblemType::RequestTimeout})
        QTest::newRow(qPrintable(problemSlug(answer))) << answer;
}

void ReviewProofTest::whatIsAwayIsNotBroken()
{
    QFETCH(const ProblemType, answer);
    Table desk;
    desk.console.plane.refuseRoute(u"/v1/changes/"_s + desk.story.change.request.id, answer);
    QVERIFY(desk.open(desk.console.history.approver1));
    QVERIFY(!std::holds_alternative<pane::BrokenProof>(desk.state()));
    QVERIFY(!desk.window->findChild<AlarmBanner *>()->isVisible());
    QVERIFY(!desk.hasAct());
    // And comes back.
    desk.console.plane.refuseRoute(u"/v1/changes/"_s + desk.story.change.request.id, {});
    desk.window->reload();
    QTRY_VERIFY(std::holds_alternative<pane::Content>(desk.state()));
    QVERIFY(desk.sign()->isEnabled());
}

void ReviewProofTest::whatWasVerifiedIsKeptAndNotSigned()
{
    Table desk;
    QVERIFY(desk.open(desk.console.history.approver1));
    desk.console.plane.setReachable(false);
    desk.window->reload();
    QTRY_VERIFY(std::holds_alternative<pane::Offline>(desk.state()));
    QVERIFY(std::get<pane::Offline>(desk.state()).kept);
    QTRY_VERIFY(shows(*desk.window, u"entry 0, proven"_s));
    for (const QString &name : {u"reviewSign"_s, u"reviewReject"_s, u"reviewWithdraw"_s}) {
        QVERIFY(desk.button(name)->isVisible() && !desk.button(name)->isEnabled());
        QVERIFY(desk.button(name)->toolTip().contains(u"could not be verified up to now"_s));
    }
    QCOMPARE(lookOver(*desk.window, *m_theme, u"review-offline"_s), QString());
    desk.console.plane.setReachable(true);
    desk.window->reload();
    QTRY_VERIFY(desk.sign()->isEnabled());
}

void ReviewProofTest::aChangeThatCannotBeCarriedOutSaysWhy()
{
    Table desk;
    SampleHistory &history = desk.console.history;
    history.perform(history.administrator1, u"key.revoke"_s, {},
                    changes::RevokeKeyParameters{.operatorId = history.administrator1.id,
                                                 .key = history.administrator1.key->publicKey().thumbprint()},
                    {});
    QVERIFY(desk.open(history.approver1));
    QVERIFY(std::holds_alternative<pane::Content>(desk.state()));
    QVERIFY(!desk.sign()->isEnabled());
    QVERIFY2(desk.sign()->toolTip().contains(u"This can no longer be carried out."_s),
             qPrintable(desk.sign()->toolTip()));
    QVERIFY(desk.button(u"reviewReject"_s)->isEnabled());
}

/// The fork is found by the very signature that it makes worthless.
void ReviewProofTest::signingStopsAtAFork()
{
    Table desk;
    QVERIFY(desk.open(desk.console.history.approver1));
    const QByteArray other = desk.console.history.activityCheckpoint({"another history"});
    desk.console.plane.checkpoint = [&other](const QString &log) {
        return log == "activity"_L1 ? other : QByteArray();
    };
    desk.console.prompt.pins = {"271828"};
    QTest::mouseClick(desk.sign(), Qt::LeftButton);
    QTRY_VERIFY(std::holds_alternative<pane::BrokenProof>(desk.state()));
    QTRY_VERIFY(desk.settled());
    QVERIFY(!desk.hasAct());
    QVERIFY(desk.console.prompt.questions.empty());
    QCOMPARE(desk.console.plane.count(u"/v1/changes/%1/approvals"_s.arg(desk.story.change.request.id)), 0);
}

ENIGM_WIDGET_TEST_MAIN(ReviewProofTest)
#include "ReviewProofTest.moc"
