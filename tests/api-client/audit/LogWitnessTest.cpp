#include "api-client/audit/LogWitness.h"

#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"

#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using client::LogWitness;

namespace {

/// A console that is the witness of its deployment, signed in, over a log that has some entries.
class WitnessConsole
{
public:
    WitnessConsole()
    {
        grow();
        witness.followRefreshes();
        isSignedIn = console.signIn(console.history.reviewer1);
    }
    /// Before the console looks for the first time.
    void takeKey(const QString &name, std::shared_ptr<const signing::PrivateKey> key)
    {
        witness.add({.name = name, .key = std::move(key)});
    }
    void takeKey() { takeKey(name(), console.history.witnessKey()); }
    [[nodiscard]] QString name() const { return console.history.founding().witnesses.front().name; }
    void grow(int entries = 3)
    {
        for (int i = 0; i < entries; ++i)
            console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                                 console.history.reviewer1.id);
    }
    void pass(qint64 seconds)
    {
        console.clock.advance(seconds);
        console.history.advance(seconds);
    }
    [[nodiscard]] QString refreshed() { return outcome(console.follower.refresh()); }
    [[nodiscard]] QString round() { return outcome(witness.round()); }
    /// A refresh and the round that it sets off.
    [[nodiscard]] QString refreshedWithRound()
    {
        QSignalSpy rounds(&witness, &LogWitness::changed);
        const QString outcome = refreshed();
        return rounds.count() > 0 || rounds.wait() ? outcome : u"no round"_s;
    }
    [[nodiscard]] std::size_t handedIn() const { return console.plane.handedIn.size(); }
    [[nodiscard]] log::SignedCheckpoint opened(std::size_t which) const
    {
        const auto &[log, note] = console.plane.handedIn[which];
        const bool isGovernance = log == "governance"_L1;
        const QByteArray id = console.history.deploymentId();
        const QString origin = isGovernance ? operators::governanceOrigin(id) : operators::activityOrigin(id);
        const auto &key =
            isGovernance ? console.history.founding().governanceLogKey : console.history.founding().activityLogKey;
        const std::array witnesses{require(log::NoteVerifier::make(name().toUtf8(), log::NoteAlgorithm::CosignatureV1,
                                                                   console.history.witnessKey()->publicKey()))};
        return require(log::SignedCheckpoint::open(
            note, require(log::NoteVerifier::make(origin.toUtf8(), log::NoteAlgorithm::Ed25519, key)), witnesses));
    }

    SignedInConsole console;
    LogWitness witness{console.session, console.follower, console.checkpoints};
    bool isSignedIn = false;

private:
    [[nodiscard]] static QString outcome(client::Task<Expected<void>> &&task)
    {
        Awaited<Expected<void>> result(std::move(task));
        return QTest::qWaitFor([&result] { return result.isDone(); }) ? outcomeOf(result.value()) : u"timed out"_s;
    }
};

} // namespace

/// A console among the witnesses: it signs what it has proven, forward along one history, and nothing else.
class LogWitnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasProvenIsCosigned();
    void onceAMinuteIsEnough();
    void withoutAKeyNothingIsSigned();
    void aKeyThatTheLogDoesNotNameSignsNothing();
    void nothingIsSignedBeforeTheLogsAreVerified();
    void nothingIsSignedAfterAnAlarm();
    void anOfferOfAnotherHistoryIsAnAlarm_data();
    void anOfferOfAnotherHistoryIsAnAlarm();
    void anotherWitnesssForkIsAnAlarm();
    void aLargerOfferIsProvenAndSigned();
    void aWitnessNeverGoesBack();
    void norDoesItAfterARestart();
    void aLogBehindWhatWasCosignedIsAnAlarm();
    void whatCannotBeRememberedIsNotTold();
    void whatCannotBeHandedInIsNoAlarm();
    void witnessesAreShownWithWhatTheySaw();
    void aNoteThatDoesNotVerifySaysNothing();
};

void LogWitnessTest::whatWasProvenIsCosigned()
{
    WitnessConsole at;
    QVERIFY(at.isSignedIn);
    at.takeKey();
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.handedIn(), 2U);
    for (std::size_t which = 0; which < 2; ++which) {
        const auto note = at.opened(which);
        const bool isGovernance = at.console.plane.handedIn[which].first == "governance"_L1;
        const auto head = isGovernance ? at.console.follower.governanceHead() : at.console.follower.activityHead();
        QCOMPARE(note.size(), head.size);
        QCOMPARE(note.root().toBytes(), head.root);
        QCOMPARE(note.cosignatures().size(), 1U);
        QCOMPARE(note.cosignatures().front().time, std::optional(at.console.clock.now()));
    }
    QVERIFY(!at.witness.problem());
}

void LogWitnessTest::onceAMinuteIsEnough()
{
    WitnessConsole at;
    at.takeKey();
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    at.pass(LogWitness::interval - 1);
    QCOMPARE(at.refreshed(), u"accepted"_s);
    QCOMPARE(at.console.plane.count(u"/v1/witnesses"_s), 1);
    at.pass(1);
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.handedIn(), 4U); // of the same size, to say that it still stands
    QCOMPARE(at.opened(3).size(), at.opened(1).size());
}

void LogWitnessTest::withoutAKeyNothingIsSigned()
{
    WitnessConsole at;
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.handedIn(), 0U);
    QCOMPARE(at.witness.witnesses().size(), 1U);
    QVERIFY(!at.witness.witnesses().front().own);
}

void LogWitnessTest::aKeyThatTheLogDoesNotNameSignsNothing()
{
    WitnessConsole at;
    at.takeKey(at.name(), signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519));
    at.takeKey(u"another.example"_s, at.console.history.witnessKey());
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.handedIn(), 0U);
}

void LogWitnessTest::nothingIsSignedBeforeTheLogsAreVerified()
{
    WitnessConsole at;
    at.takeKey();
    QCOMPARE(at.round(), u"unavailable"_s);
    at.console.plane.setReachable(false);
    QCOMPARE(at.refreshed(), u"unreachable"_s);
    QCOMPARE(at.handedIn(), 0U);
    QCOMPARE(at.console.plane.count(u"/v1/witnesses"_s), 0);
}

void LogWitnessTest::nothingIsSignedAfterAnAlarm()
{
    WitnessConsole at;
    at.takeKey();
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    at.grow();
    at.pass(LogWitness::interval);
    at.console.plane.bendConsistency = [](log::Proof proof) {
        proof.front() = log::leafHash("another history");
        return proof;
    };
    QCOMPARE(at.refreshed(), u"log-forked"_s);
    QCOMPARE(at.round(), u"log-forked"_s);
    at.console.plane.bendConsistency = {};
    QCOMPARE(at.round(), u"log-forked"_s);
    QCOMPARE(at.handedIn(), 2U);
}

void LogWitnessTest::anOfferOfAnotherHistoryIsAnAlarm_data()
{
    QTest::addColumn<int>("entries");
    QTest::newRow("a smaller one") << 1;
    QTest::newRow("as large as ours") << 3;
    QTest::newRow("a larger one") << 5;
}

void LogWitnessTest::anOfferOfAnotherHistoryIsAnAlarm()
{
    QFETCH(int, entries);
    WitnessConsole at;
    at.takeKey();
    SampleHistory other = at.console.history; // which goes its own way from here
    for (int i = 0; i < entries; ++i)
        other.note(log::Category::PostureChange, u"device.seen"_s, log::Resource::Device, other.reviewer1.id);
    at.grow();
    at.console.plane.offered = {.governance = other.governanceCheckpoint(), .activity = other.activityCheckpoint()};
    QSignalSpy alarms(&at.console.follower, &client::LogFollower::alarmRaised);
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(alarms.count(), 1);
    QCOMPARE(at.console.follower.alarm()->type, ProblemType::LogForked);
    QVERIFY(!at.console.follower.contradiction()->exhibits.empty());
    QCOMPARE(at.console.plane.count(u"/v1/logs/activity/cosignatures"_s), 0);
}

void LogWitnessTest::anotherWitnesssForkIsAnAlarm()
{
    WitnessConsole at;
    SampleHistory other = at.console.history;
    other.note(log::Category::PostureChange, u"device.seen"_s, log::Resource::Device, other.reviewer1.id);
    at.grow();
    at.console.plane.witnesses = {{.name = at.name(), .governance = {}, .activity = other.activityCheckpoint()}};
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QVERIFY(at.console.follower.alarm());
    QCOMPARE(at.console.follower.alarm()->type, ProblemType::LogForked);
    QVERIFY(!at.witness.witnesses().front().activity);
}

void LogWitnessTest::aLargerOfferIsProvenAndSigned()
{
    WitnessConsole at;
    at.takeKey();
    const qint64 before = at.console.history.activityHead().size;
    QCOMPARE(at.refreshed(), u"accepted"_s);
    QTRY_COMPARE(at.handedIn(), 2U);
    at.grow(); // behind the back of the follower
    QCOMPARE(at.round(), u"accepted"_s);
    QCOMPARE(at.handedIn(), 4U);
    QCOMPARE(at.opened(3).size(), before + 3);
    QCOMPARE(at.console.follower.activityHead().size, before);
    QVERIFY(!at.console.follower.alarm());
}

void LogWitnessTest::aWitnessNeverGoesBack()
{
    WitnessConsole at;
    at.takeKey();
    const client::NotePair older{.governance = at.console.history.governanceCheckpoint(),
                                 .activity = at.console.history.activityCheckpoint()};
    at.grow();
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    at.console.plane.offered = older;
    QCOMPARE(at.round(), u"accepted"_s);
    QCOMPARE(at.handedIn(), 3U); // governance alone, which has not grown
    QCOMPARE(at.console.plane.handedIn.back().first, u"governance"_s);
    QVERIFY(!at.console.follower.alarm());
}

void LogWitnessTest::norDoesItAfterARestart()
{
    WitnessConsole at;
    at.takeKey();
    const client::NotePair older{.governance = at.console.history.governanceCheckpoint(),
                                 .activity = at.console.history.activityCheckpoint()};
    at.grow();
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    at.console.plane.offered = older;
    LogWitness next(at.console.session, at.console.follower, at.console.checkpoints);
    next.add({.name = at.name(), .key = at.console.history.witnessKey()});
    Awaited<Expected<void>> round(next.round());
    QTRY_VERIFY(round.isDone());
    QCOMPARE(outcomeOf(round.value()), u"accepted"_s);
    QCOMPARE(at.handedIn(), 3U);
    QCOMPARE(at.console.plane.handedIn.back().first, u"governance"_s);
}

void LogWitnessTest::aLogBehindWhatWasCosignedIsAnAlarm()
{
    WitnessConsole at;
    at.takeKey();
    SampleHistory other = at.console.history;
    other.note(log::Category::PostureChange, u"device.seen"_s, log::Resource::Device, other.reviewer1.id);
    const QString place = u"activity-cosigned-"_s + at.console.history.witnessKey()->publicKey().thumbprint();
    at.console.checkpoints.notes.insert(place, other.activityCheckpoint());
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QVERIFY(at.console.follower.alarm());
    QCOMPARE(at.console.plane.count(u"/v1/logs/activity/cosignatures"_s), 0);
}

void LogWitnessTest::whatCannotBeRememberedIsNotTold()
{
    WitnessConsole at;
    at.takeKey();
    QCOMPARE(at.refreshed(), u"accepted"_s);
    QTRY_COMPARE(at.handedIn(), 2U);
    at.console.checkpoints.isFull = true;
    at.grow();
    QCOMPARE(at.round(), u"file-unreadable"_s);
    QCOMPARE(at.handedIn(), 2U);
    QCOMPARE(at.witness.problem()->type, ProblemType::FileUnreadable);
}

void LogWitnessTest::whatCannotBeHandedInIsNoAlarm()
{
    WitnessConsole at;
    at.takeKey();
    at.console.plane.refuseRoute(u"/v1/logs/governance/cosignatures"_s, ProblemType::ClockOutOfRange);
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.witness.problem()->type, ProblemType::ClockOutOfRange);
    QCOMPARE(at.handedIn(), 1U); // the other log
    QVERIFY(!at.console.follower.alarm());
}

void LogWitnessTest::witnessesAreShownWithWhatTheySaw()
{
    WitnessConsole at;
    const qint64 signedAt = at.console.history.now();
    const qint64 size = at.console.history.activityHead().size;
    at.console.plane.witnesses = {{.name = at.name(),
                                   .governance = at.console.history.governanceCheckpoint(),
                                   .activity = at.console.history.activityCheckpoint()}};
    at.grow();
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.witness.threshold(), 1);
    const std::vector<LogWitness::Witness> expected{
        {.name = at.name(),
         .standIn = false,
         .own = false,
         .governance = LogWitness::Sight{.size = at.console.history.governanceSize(), .time = signedAt},
         .activity = LogWitness::Sight{.size = size, .time = signedAt}}};
    QCOMPARE(at.witness.witnesses(), expected);
    // What was seen stays while the control plane does not tell.
    at.console.plane.witnesses.clear();
    at.pass(LogWitness::interval);
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.witness.witnesses(), expected);
}

void LogWitnessTest::aNoteThatDoesNotVerifySaysNothing()
{
    WitnessConsole at;
    const SampleHistory stranger;
    at.console.plane.witnesses = {
        {.name = at.name(), .governance = "no note"_ba, .activity = stranger.activityCheckpoint()},
        {.name = u"nobody"_s, .governance = at.console.history.governanceCheckpoint(), .activity = {}}};
    QCOMPARE(at.refreshedWithRound(), u"accepted"_s);
    QCOMPARE(at.witness.witnesses().size(), 1U);
    QVERIFY(!at.witness.witnesses().front().governance);
    QVERIFY(!at.witness.witnesses().front().activity);
    QVERIFY(!at.console.follower.alarm());
}

ENIGM_TEST_MAIN(LogWitnessTest)
#include "LogWitnessTest.moc"
