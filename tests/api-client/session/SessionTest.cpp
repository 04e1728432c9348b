#include "api-client/session/Session.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// Tokens, proofs, step-up and repetition, against a control plane that verifies each.
class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anOperatorSignsIn();
    void whatDoesNotOpenTheKeySignsNobodyIn();
    void aStrangerDoesNot();
    void nothingIsAskedBeforeSignIn();
    void oneStepUpForOneAct();
    void aWrongPinAsksAgainWithAttemptsLeft();
    void cancellingThePromptCancelsTheAct();
    void twoActsAskOneAfterTheOther();
    void aLostAnswerIsAskedForOnceMore();
    void aLineThatStaysDownIsSaid();
    void aReplayedProofIsMadeAnew();
    void aServerThatWantsAnotherActIsRefused();
    void anEndedSessionSaysSo();
    void signingOutEndsQuietly();
    void aSessionMayGoWhileItIsAsking();
    void aSessionThatIsGoneRepeatsNothing();
};

namespace {

using ApiAnswer = Awaited<Expected<client::ApiReply>>;

/// The submission of a change, as ChangeClient makes it.
client::SigningRequest submission(const SignedInConsole &console, const Person &person)
{
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(1)));
    const auto reason = require(changes::FreeText::make(u"lost in transit"_s));
    auto request = console.history.compose(person, u"device.admit"_s, targets);
    request.reason = reason.digest();
    return {.act = u"Sign"_s,
            .value = require(changes::SignedChange::prepare(request, person.key->publicKey())),
            .request = {.method = "POST",
                        .path = u"/v1/changes"_s,
                        .body = json::Object{{"names"_L1, json::Object{}},
                                             {"reason"_L1, reason.toJson()},
                                             {"reference"_L1, json::Value()},
                                             {"targets"_L1, targets.toJson()}}},
            .member = "change"_L1};
}

std::shared_ptr<WatchedKey> keyOf(const Person &person)
{
    return std::make_shared<WatchedKey>(person.key);
}

client::ApiRequest question(const QString &path)
{
    return {.path = path};
}

QByteArray headerOf(const client::WireRequest &request, QByteArrayView name)
{
    return client::WireReply{.status = 0, .headers = request.headers, .body = {}}.header(name);
}

std::vector<QByteArray> headersTo(const SignedInConsole &console, const QString &path, QByteArrayView name)
{
    std::vector<QByteArray> values;
    for (const client::WireRequest &request : console.plane.seen()) {
        if (request.url.path() == path)
            values.push_back(headerOf(request, name));
    }
    return values;
}

} // namespace

void SessionTest::anOperatorSignsIn()
{
    SignedInConsole console;
    const QSignalSpy signedIn(&console.session, &client::Session::signedIn);
    QVERIFY(console.signIn(console.history.approver1));
    QCOMPARE(signedIn.count(), 1);
    QVERIFY(console.session.info());
    QCOMPARE(console.session.info()->operatorId, console.history.approver1.id);
    QVERIFY(console.session.info()->roles.has(operators::Role::Approver));
    QCOMPARE(console.session.key().thumbprint(), console.history.approver1.key->publicKey().thumbprint());
}

void SessionTest::whatDoesNotOpenTheKeySignsNobodyIn()
{
    SignedInConsole console;
    const auto key = keyOf(console.history.approver1);
    Awaited<Expected<client::SessionInfo>> info(
        console.session.signIn(console.history.approver1.id, key, signing::Secret("simple")));
    QTRY_VERIFY(info.isDone());
    QCOMPARE(outcomeOf(info.value()), u"wrong-passphrase"_s);
    QCOMPARE(console.plane.seen().size(), std::size_t(0));
    QVERIFY(!console.session.info());
    QVERIFY(console.session.key().isNull());
}

void SessionTest::aStrangerDoesNot()
{
    SignedInConsole console;
    QVERIFY(!console.signIn(SampleHistory::makePerson({operators::Role::Administrator})));
    QVERIFY(!console.session.info());
}

void SessionTest::nothingIsAskedBeforeSignIn()
{
    SignedInConsole console;
    ApiAnswer answer(console.session.send(question(u"/v1/operators"_s)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"session-ended"_s);
    QCOMPARE(console.plane.seen().size(), std::size_t(0));
}

void SessionTest::oneStepUpForOneAct()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.prompt.pins = {console.plane.tokens.pin};
    ApiAnswer answer(console.session.sign(submission(console, console.history.administrator1)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(answer.value()->status, 201);
    QCOMPARE(console.prompt.questions.size(), std::size_t(1));
    QVERIFY(!console.prompt.questions.front().attemptsLeft);
    QCOMPARE(console.prompt.finishes, 1);
    const auto keys = headersTo(console, u"/v1/changes"_s, "Idempotency-Key");
    QCOMPARE(keys.size(), std::size_t(2));
    QCOMPARE(keys.front(), keys.back());
    const auto bearers = headersTo(console, u"/v1/changes"_s, "Authorization");
    QVERIFY(bearers.front() != bearers.back());
}

void SessionTest::aWrongPinAsksAgainWithAttemptsLeft()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.prompt.pins = {"111111", console.plane.tokens.pin};
    ApiAnswer answer(console.session.sign(submission(console, console.history.administrator1)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(console.prompt.questions.size(), std::size_t(2));
    QVERIFY(console.prompt.questions.back().wrong == client::StepUpQuestion::Wrong::Pin);
    QCOMPARE(console.prompt.questions.back().attemptsLeft, std::optional(4));
    QCOMPARE(console.prompt.finishes, 1);
    QCOMPARE(console.plane.performed(), 1);
}

void SessionTest::cancellingThePromptCancelsTheAct()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    ApiAnswer answer(console.session.sign(submission(console, console.history.administrator1)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"cancelled"_s);
    QCOMPARE(console.prompt.finishes, 1);
    QCOMPARE(console.plane.count(u"/v1/changes"_s), 0);
    QVERIFY(console.session.info());
}

void SessionTest::twoActsAskOneAfterTheOther()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.prompt.pins = {console.plane.tokens.pin, console.plane.tokens.pin};
    ApiAnswer first(console.session.sign(submission(console, console.history.administrator1)));
    ApiAnswer second(console.session.sign(submission(console, console.history.administrator1)));
    QTRY_VERIFY(first.isDone() && second.isDone());
    QCOMPARE(outcomeOf(first.value()), u"accepted"_s);
    QCOMPARE(outcomeOf(second.value()), u"accepted"_s);
    QCOMPARE(console.prompt.questions.size(), std::size_t(2));
    QCOMPARE(console.prompt.mostAsking, 1);
}

void SessionTest::aLostAnswerIsAskedForOnceMore()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.prompt.pins = {console.plane.tokens.pin};
    // The act is carried out, and its acknowledgement lost.
    console.prompt.closed = [&console] { console.plane.loseAnswer(u"/v1/changes"_s); };
    ApiAnswer answer(console.session.sign(submission(console, console.history.administrator1)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(answer.value()->status, 201);
    QCOMPARE(console.plane.performed(), 1);
    const auto keys = headersTo(console, u"/v1/changes"_s, "Idempotency-Key");
    const auto proofs = headersTo(console, u"/v1/changes"_s, "DPoP");
    QCOMPARE(keys.size(), std::size_t(3)); // told to step up, done, answered
    QCOMPARE(QSet<QByteArray>(keys.begin(), keys.end()).size(), 1);
    QCOMPARE(QSet<QByteArray>(proofs.begin(), proofs.end()).size(), 3);
}

void SessionTest::aLineThatStaysDownIsSaid()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.approver1));
    const QSignalSpy reachability(&console.session, &client::Session::reachabilityChanged);
    console.plane.setReachable(false);
    ApiAnswer answer(console.session.send(question(u"/v1/operators"_s)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"unreachable"_s);
    QCOMPARE(reachability.last().first().toBool(), false);
    QVERIFY(console.session.info());
    console.plane.setReachable(true);
    ApiAnswer later(console.session.send(question(u"/v1/operators"_s)));
    QTRY_VERIFY(later.isDone());
    QCOMPARE(outcomeOf(later.value()), u"accepted"_s);
    QCOMPARE(reachability.last().first().toBool(), true);
}

void SessionTest::aReplayedProofIsMadeAnew()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.approver1));
    console.plane.refuseOnce(u"/v1/operators"_s, ProblemType::DpopReplayed);
    ApiAnswer answer(console.session.send(question(u"/v1/operators"_s)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    const auto proofs = headersTo(console, u"/v1/operators"_s, "DPoP");
    QCOMPARE(proofs.size(), std::size_t(2));
    QVERIFY(proofs.front() != proofs.back());
}

void SessionTest::aServerThatWantsAnotherActIsRefused()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.administrator1));
    console.prompt.pins = {console.plane.tokens.pin};
    console.plane.misnamedAct = signing::sha256("what the person was not shown");
    ApiAnswer answer(console.session.sign(submission(console, console.history.administrator1)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"step-up-mismatch"_s);
    QCOMPARE(console.plane.count(u"/oauth2/token"_s), 1); // the PIN stayed here
    QCOMPARE(console.plane.performed(), 0);
}

void SessionTest::anEndedSessionSaysSo()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.approver1));
    std::optional<Problem> why;
    int ends = 0;
    connect(&console.session, &client::Session::ended, this, [&](const std::optional<Problem> &problem) {
        why = problem;
        ++ends;
    });
    console.plane.tokens.endSession(console.session.info()->session);
    ApiAnswer first(console.session.send(question(u"/v1/operators"_s)));
    ApiAnswer second(console.session.send(question(u"/v1/operators"_s)));
    QTRY_VERIFY(first.isDone() && second.isDone());
    QCOMPARE(ends, 1);
    QVERIFY(why);
    QCOMPARE(why->type, ProblemType::SessionEnded);
    QVERIFY(!console.session.info());
    QVERIFY(console.session.key().isNull());
}

void SessionTest::signingOutEndsQuietly()
{
    SignedInConsole console;
    QVERIFY(console.signIn(console.history.approver1));
    int ends = 0;
    connect(&console.session, &client::Session::ended, this, [&ends](const std::optional<Problem> &problem) {
        QVERIFY(!problem);
        ++ends;
    });
    Awaited<Expected<void>> out(console.session.signOut());
    QTRY_VERIFY(out.isDone());
    QCOMPARE(ends, 1);
    QVERIFY(out.value().has_value());
    ApiAnswer answer(console.session.send(question(u"/v1/operators"_s)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"session-ended"_s);
}

void SessionTest::aSessionMayGoWhileItIsAsking()
{
    SampleHistory history;
    FakeControlPlane plane(history);
    const time::ManualClock clock(history.now());
    ScriptedPrompt prompt;
    auto session = std::make_unique<client::Session>(plane.deployment(), plane.wire(), clock, prompt);
    plane.hold(u"/oauth2/token"_s);
    Awaited<Expected<client::SessionInfo>> info(
        session->signIn(history.approver1.id, keyOf(history.approver1), WatchedKey::secret()));
    QTRY_COMPARE(plane.waiting(), 1);
    session.reset();
    plane.release();
    QTRY_VERIFY(info.isDone());
}

void SessionTest::aSessionThatIsGoneRepeatsNothing()
{
    SampleHistory history;
    FakeControlPlane plane(history);
    const time::ManualClock clock(history.now());
    ScriptedPrompt prompt;
    auto session = std::make_unique<client::Session>(plane.deployment(), plane.wire(), clock, prompt);
    Awaited<Expected<client::SessionInfo>> info(
        session->signIn(history.approver1.id, keyOf(history.approver1), WatchedKey::secret()));
    QTRY_VERIFY(info.isDone());
    plane.hold(u"/v1/operators"_s);
    plane.loseAnswer(u"/v1/operators"_s);
    ApiAnswer answer(session->send(question(u"/v1/operators"_s)));
    QTRY_COMPARE(plane.waiting(), 1);
    session.reset();
    plane.release();
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"cancelled"_s);
    QCOMPARE(plane.count(u"/v1/operators"_s), 1);
}

ENIGM_TEST_MAIN(SessionTest)
#include "SessionTest.moc"
