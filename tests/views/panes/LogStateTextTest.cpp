#include "views/panes/LogStateText.h"

#include "models/session/LogStateSource.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "views/words/TimeText.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::session::LogStateSource;
using views::design::Tone;
using views::panes::logStateText;

/// The top bar never says "verified" of what was not verified lately.
class LogStateTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aVerifiedLogIsSaidToBe();
    void whatCouldNotBeVerifiedSaysSinceWhen_data();
    void whatCouldNotBeVerifiedSaysSinceWhen();
    void nothingVerifiedYetSaysWhy();
    void aContradictionIsAnAlarm();
    void aForgetfulConsoleWarns();
};

namespace {

struct Top
{
    Top() { isSignedIn = console.signIn(console.history.approver1); }
    [[nodiscard]] bool refresh()
    {
        state.refresh();
        return QTest::qWaitFor([this] { return !state.status().isBusy(); });
    }
    [[nodiscard]] views::panes::LogStateText text() const { return logStateText(state, console.clock.now()); }

    SignedInConsole console;
    LogStateSource state{console.session, console.follower};
    bool isSignedIn = false;
};

} // namespace

void LogStateTextTest::aVerifiedLogIsSaidToBe()
{
    Top top;
    QVERIFY(top.isSignedIn);
    QCOMPARE(top.text().word.tone, Tone::Muted);
    top.console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                             top.console.history.reviewer1.id);
    QVERIFY(top.refresh());
    QCOMPARE(top.text().word.word, u"log verified to 1"_s);
    QCOMPARE(top.text().word.tone, Tone::Ok);
}

void LogStateTextTest::whatCouldNotBeVerifiedSaysSinceWhen_data()
{
    QTest::addColumn<ProblemType>("answer");
    for (const ProblemType answer :
         {ProblemType::Unavailable, ProblemType::Internal, ProblemType::RateLimited, ProblemType::RequestTimeout})
        QTest::newRow(qPrintable(problemSlug(answer))) << answer;
}

void LogStateTextTest::whatCouldNotBeVerifiedSaysSinceWhen()
{
    QFETCH(const ProblemType, answer);
    Top top;
    QVERIFY(top.refresh());
    const qint64 verified = top.console.clock.now();
    top.console.clock.advance(180);
    top.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, answer);
    QVERIFY(top.refresh());
    const auto text = top.text();
    QCOMPARE(text.word.word,
             u"log not verified since %1"_s.arg(views::words::shortTime(verified, top.console.clock.now())));
    QCOMPARE(text.word.tone, Tone::Warn);
    QVERIFY(!text.hover.isEmpty());
    QVERIFY(!top.state.alarm());
    top.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, {});
    QVERIFY(top.refresh());
    QCOMPARE(top.text().word.tone, Tone::Ok);
}

void LogStateTextTest::nothingVerifiedYetSaysWhy()
{
    Top top;
    top.console.plane.refuseRoute(u"/log/activity/checkpoint"_s, ProblemType::Unavailable);
    QVERIFY(top.refresh());
    QCOMPARE(top.text().word.word, u"log not verified yet"_s);
    QCOMPARE(top.text().word.tone, Tone::Warn);
    QVERIFY(top.text().hover.contains(u"not available"_s));
}

void LogStateTextTest::aContradictionIsAnAlarm()
{
    Top top;
    QVERIFY(top.refresh());
    top.console.plane.bend = [](const QUrl &url, client::WireReply &reply) {
        if (url.path() == "/log/activity/checkpoint"_L1)
            reply = {.status = 200, .headers = {}, .body = reply.body + "x"};
    };
    QVERIFY(top.refresh());
    QCOMPARE(top.text().word.tone, Tone::Danger);
    QVERIFY2(top.text().hover.contains(u"malformed-note"_s), qPrintable(top.text().hover));
    QCOMPARE(top.state.status().phase(), models::session::Phase::Broken);
    top.console.plane.bend = {};
    QVERIFY(top.refresh());
    QCOMPARE(top.text().word.tone, Tone::Danger);
}

void LogStateTextTest::aForgetfulConsoleWarns()
{
    Top top;
    QVERIFY(top.refresh());
    QVERIFY(views::panes::forgetfulText(top.state).isEmpty());
    top.console.checkpoints.isFull = true;
    top.console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                             top.console.history.reviewer1.id);
    QVERIFY(top.refresh());
    QVERIFY(views::panes::forgetfulText(top.state).contains(u"No space left"_s));
    QCOMPARE(top.text().word.tone, Tone::Ok);
}

ENIGM_WIDGET_TEST_MAIN(LogStateTextTest)
#include "LogStateTextTest.moc"
