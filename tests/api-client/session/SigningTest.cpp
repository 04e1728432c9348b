#include "api-client/session/Session.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <QTimer>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using Wrong = client::StepUpQuestion::Wrong;

/// The operator key is open while it signs, and at no other time.
class SigningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSessionHoldsNoOpenKey();
    void oneGestureOpensTheKeyOnce();
    void noKeyIsOpenWhileAPersonOrTheNetworkIsWaitedFor();
    void aWrongPassphraseSpendsNoAttempt();
    void aWrongPinIsAskedForWithThePassphrase();
    void whatIsRefusedAnywaySpendsNoAttempt();
    void whoeverTakesTheAnswerBackSendsNothing();
    void aTokenIsAskedForItsPin();
    void aTokenThatIsGoneSignsNothing();
    void theSessionMayEndWhileThePersonTypes();
    void theLoopGoesOnWhileAKeyOpens();
    void aSessionMayGoWhileAKeyOpens();
};

namespace {

using ApiAnswer = Awaited<Expected<client::ApiReply>>;

constexpr int patience = 20'000; // milliseconds
const QString changesPath = u"/v1/changes"_s;
const QString tokenPath = u"/oauth2/token"_s;

client::SigningRequest admission(const SignedInConsole &console)
{
    const Person &person = console.history.administrator1;
    const auto targets = require(changes::TargetSet::make(SampleHistory::makeDevices(1)));
    const auto reason = require(changes::FreeText::make(u"new hire"_s));
    auto request = console.history.compose(person, u"device.admit"_s, targets);
    request.reason = reason.digest();
    return {.act = u"Sign the admission of a device"_s,
            .value = require(changes::SignedChange::prepare(request, person.key->publicKey())),
            .request = {.method = "POST",
                        .path = changesPath,
                        .body = json::Object{{"names"_L1, json::Object{}},
                                             {"reason"_L1, reason.toJson()},
                                             {"reference"_L1, json::Value()},
                                             {"targets"_L1, targets.toJson()}}},
            .member = "change"_L1};
}

/// An administrator who is signed in, and types the right PIN so many times.
struct Desk
{
    explicit Desk(std::size_t pins, const QString &tokenLabel = {})
    {
        isSignedIn = console.signIn(console.history.administrator1, tokenLabel);
        console.prompt.pins.assign(pins, console.plane.tokens.pin);
    }

    SignedInConsole console;
    bool isSignedIn = false;
};

} // namespace

void SigningTest::aSessionHoldsNoOpenKey()
{
    Desk desk(0);
    QVERIFY(desk.isSignedIn);
    QCOMPARE(desk.console.key->opened(), 1);
    QCOMPARE(desk.console.key->alive(), 0);
    // Reads are proven by the session's own key.
    ApiAnswer read(desk.console.session.send({.path = u"/v1/operators"_s}));
    QTRY_VERIFY(read.isDone());
    QCOMPARE(outcomeOf(read.value()), u"accepted"_s);
    Awaited<Expected<void>> out(desk.console.session.signOut());
    QTRY_VERIFY(out.isDone());
    QCOMPARE(desk.console.key->opened(), 1);
    QTRY_COMPARE(desk.console.key.use_count(), 1L); // not even the locked one is kept
}

void SigningTest::oneGestureOpensTheKeyOnce()
{
    Desk desk(1);
    QVERIFY(desk.isSignedIn);
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(desk.console.key->opened(), 2); // to sign in, and for assertion and change together
    QCOMPARE(desk.console.key->alive(), 0);
    QCOMPARE(desk.console.prompt.questions.size(), std::size_t(1));
    const client::StepUpQuestion &question = desk.console.prompt.questions.front();
    QCOMPARE(question.act, u"Sign the admission of a device"_s);
    QVERIFY(question.wrong == Wrong::Nothing && question.token.isEmpty());
}

void SigningTest::noKeyIsOpenWhileAPersonOrTheNetworkIsWaitedFor()
{
    Desk desk(1);
    QVERIFY(desk.isSignedIn);
    SignedInConsole &console = desk.console;
    int openWhileAsked = -1;
    console.prompt.asked = [&] { openWhileAsked = console.key->alive(); };
    console.plane.hold(changesPath);
    std::size_t seen = console.plane.seen().size();
    ApiAnswer answer(console.session.sign(admission(console)));
    for (const QString &path : {changesPath, tokenPath, changesPath}) { // told to step up, stepping up, the act
        ++seen;
        QTRY_VERIFY(console.plane.seen().size() == seen && console.plane.waiting() == 1);
        QCOMPARE(console.plane.seen().back().url.path(), path);
        QCOMPARE(console.key->alive(), 0);
        console.plane.release();
        console.plane.hold(path == tokenPath ? changesPath : tokenPath);
    }
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(openWhileAsked, 0);
}

void SigningTest::aWrongPassphraseSpendsNoAttempt()
{
    Desk desk(2);
    QVERIFY(desk.isSignedIn);
    desk.console.prompt.passphrases = {"simple", "sample"};
    const int before = desk.console.plane.count(tokenPath);
    int sentBeforeTheSecondQuestion = -1;
    desk.console.prompt.asked = [&] { sentBeforeTheSecondQuestion = desk.console.plane.count(changesPath); };
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(desk.console.prompt.questions.size(), std::size_t(2));
    QVERIFY(desk.console.prompt.questions.back().wrong == Wrong::KeySecret);
    QVERIFY(!desk.console.prompt.questions.back().attemptsLeft);
    QCOMPARE(sentBeforeTheSecondQuestion, 0);
    QCOMPARE(desk.console.plane.count(tokenPath), before + 1);
    QCOMPARE(desk.console.prompt.finishes, 1);
}

void SigningTest::aWrongPinIsAskedForWithThePassphrase()
{
    Desk desk(2);
    QVERIFY(desk.isSignedIn);
    desk.console.prompt.pins.push_front("111111");
    desk.console.prompt.passphrases = {"sample", "simple", "sample"};
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    const auto &questions = desk.console.prompt.questions;
    QCOMPARE(questions.size(), std::size_t(3));
    QVERIFY(questions[1].wrong == Wrong::Pin);
    QCOMPARE(questions[1].attemptsLeft, std::optional(4));
    QVERIFY(questions[2].wrong == Wrong::KeySecret);
    QVERIFY(!questions[2].attemptsLeft);
    QCOMPARE(questions[2].digest, questions[0].digest);
    QCOMPARE(desk.console.plane.performed(), 1);
    QCOMPARE(desk.console.key->alive(), 0);
}

void SigningTest::whatIsRefusedAnywaySpendsNoAttempt()
{
    Desk desk(1);
    QVERIFY(desk.isSignedIn);
    const int before = desk.console.plane.count(tokenPath);
    desk.console.plane.refuseRoute(changesPath, ProblemType::NotPermitted);
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"not-permitted"_s);
    QCOMPARE(desk.console.plane.count(tokenPath), before);
    QCOMPARE(desk.console.prompt.finishes, 1);
}

void SigningTest::whoeverTakesTheAnswerBackSendsNothing()
{
    Desk desk(2);
    QVERIFY(desk.isSignedIn);
    desk.console.prompt.withdrawn = true; // while the key opens
    ApiAnswer early(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(early.isDone());
    QCOMPARE(outcomeOf(early.value()), u"cancelled"_s);
    QCOMPARE(desk.console.plane.count(changesPath), 0);

    desk.console.prompt.withdrawn = false; // while the PIN is checked
    desk.console.plane.hold(tokenPath);
    ApiAnswer late(desk.console.session.sign(admission(desk.console)));
    QTRY_COMPARE(desk.console.plane.waiting(), 1);
    desk.console.prompt.withdrawn = true;
    desk.console.plane.release();
    QTRY_VERIFY(late.isDone());
    QCOMPARE(outcomeOf(late.value()), u"cancelled"_s);
    QCOMPARE(desk.console.plane.performed(), 0);
    QCOMPARE(desk.console.prompt.finishes, 2);
}

void SigningTest::aTokenIsAskedForItsPin()
{
    Desk desk(1, u"Ada's token"_s);
    QVERIFY(desk.isSignedIn);
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QCOMPARE(desk.console.prompt.questions.front().token, u"Ada's token"_s);
}

void SigningTest::aTokenThatIsGoneSignsNothing()
{
    Desk desk(1, u"Ada's token"_s);
    QVERIFY(desk.isSignedIn);
    desk.console.key->refusal = Problem{ProblemType::TokenUnavailable};
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"token-unavailable"_s);
    QCOMPARE(desk.console.plane.count(changesPath), 0);
    QCOMPARE(desk.console.prompt.finishes, 1);
    // Plugged in again, it signs.
    desk.console.key->refusal.reset();
    desk.console.prompt.pins = {desk.console.plane.tokens.pin};
    ApiAnswer again(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(again.isDone());
    QCOMPARE(outcomeOf(again.value()), u"accepted"_s);
}

void SigningTest::theSessionMayEndWhileThePersonTypes()
{
    Desk desk(2);
    QVERIFY(desk.isSignedIn);
    bool isEnded = false;
    connect(&desk.console.session, &client::Session::ended, this, [&isEnded] { isEnded = true; });
    desk.console.prompt.asked = [&] { (void)desk.console.session.signOut(); };
    ApiAnswer first(desk.console.session.sign(admission(desk.console)));
    ApiAnswer second(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(first.isDone() && second.isDone());
    QCOMPARE(outcomeOf(first.value()), u"session-ended"_s);
    QCOMPARE(outcomeOf(second.value()), u"session-ended"_s);
    QVERIFY(isEnded);
    QCOMPARE(desk.console.plane.performed(), 0);
    QCOMPARE(desk.console.key->alive(), 0);
    QCOMPARE(desk.console.prompt.questions.size(), std::size_t(1));
}

void SigningTest::theLoopGoesOnWhileAKeyOpens()
{
    Desk desk(1);
    QVERIFY(desk.isSignedIn);
    QSemaphore gate;
    bool isOpened = false;
    const QThread *opener = nullptr;
    desk.console.key->opening = [&] {
        opener = QThread::currentThread();
        isOpened = gate.tryAcquire(1, patience);
    };
    QTimer ticking;
    connect(&ticking, &QTimer::timeout, this, [&gate] { gate.release(); }); // by the loop alone
    ticking.start(0);
    ApiAnswer answer(desk.console.session.sign(admission(desk.console)));
    QTRY_VERIFY(answer.isDone());
    QCOMPARE(outcomeOf(answer.value()), u"accepted"_s);
    QVERIFY(isOpened);
    QVERIFY(opener && opener != QThread::currentThread());
}

void SigningTest::aSessionMayGoWhileAKeyOpens()
{
    SampleHistory history;
    FakeControlPlane plane(history);
    ScriptedPrompt prompt;
    auto clock = std::make_unique<time::ManualClock>(history.now());
    auto session = std::make_unique<client::Session>(plane.deployment(), plane.wire(), *clock, prompt);
    const auto key = std::make_shared<WatchedKey>(history.approver1.key);
    QSemaphore gate;
    key->opening = [&gate] { gate.tryAcquire(1, patience); };
    Awaited<Expected<client::SessionInfo>> info(session->signIn(history.approver1.id, key, WatchedKey::secret()));
    session.reset();
    clock.reset();
    gate.release();
    QTRY_VERIFY(info.isDone());
    QCOMPARE(outcomeOf(info.value()), u"cancelled"_s);
    QCOMPARE(key->alive(), 0);
    QCOMPARE(plane.seen().size(), std::size_t(0));
}

ENIGM_TEST_MAIN(SigningTest)
#include "SigningTest.moc"
