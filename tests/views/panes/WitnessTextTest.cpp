#include "views/panes/WitnessText.h"

#include "models/session/WitnessState.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/SignedInConsole.h"
#include "views/words/Language.h"
#include "views/words/TimeText.h"

#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::session::WitnessState;
using views::design::Tone;
using views::panes::witnessText;

/// The top bar tells how many witnesses have seen which size, and calls a stand-in a stand-in.
class WitnessTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_language = std::make_unique<views::words::Language>(); } // for plural forms
    void nothingIsSaidBeforeItIsKnown();
    void whatWitnessesSawIsSaid();
    void noneYetIsSaid();
    void tooFewAreSaidToBe();
    void standInsAreCalledThat();
    void whatIsTooLongAgoDoesNotCount();
    void noWitnessesAtAllIsSaid();
    void aConsoleThatCannotHandInSaysSo();

private:
    std::unique_ptr<views::words::Language> m_language;
};

namespace {

struct Top
{
    explicit Top(const SampleHistory::Options &options = {})
        : console(options)
    {
        isSignedIn = console.signIn(console.history.approver1);
        console.history.note(log::Category::AppAccess, u"session.started"_s, log::Resource::AppSession,
                             console.history.reviewer1.id);
    }
    /// The one that co-signs, with the latest checkpoints.
    void witnessed()
    {
        console.plane.witnesses = {{.name = console.history.founding().witnesses.front().name,
                                    .governance = console.history.governanceCheckpoint(),
                                    .activity = console.history.activityCheckpoint()}};
    }
    [[nodiscard]] bool round()
    {
        Awaited<Expected<void>> refreshed(console.follower.refresh());
        if (!isSignedIn || !QTest::qWaitFor([&refreshed] { return refreshed.isDone(); }) || !refreshed.value())
            return false;
        Awaited<Expected<void>> looked(witness.round());
        return QTest::qWaitFor([&looked] { return looked.isDone(); });
    }
    [[nodiscard]] views::panes::LogStateText text() const { return witnessText(state, console.clock.now()); }

    SignedInConsole console;
    client::LogWitness witness{console.session, console.follower, console.checkpoints};
    WitnessState state{witness, console.follower};
    bool isSignedIn = false;
};

} // namespace

void WitnessTextTest::nothingIsSaidBeforeItIsKnown()
{
    Top top;
    QVERIFY(top.text().word.word.isEmpty());
}

void WitnessTextTest::whatWitnessesSawIsSaid()
{
    Top top;
    top.witnessed();
    QVERIFY(top.round());
    QCOMPARE(top.text().word.word, u"1 of 1 witness to 1"_s);
    QCOMPARE(top.text().word.tone, Tone::Ok);
    const QString line = u"witness.example/one: to 1, %1"_s.arg(
        views::words::shortTime(top.console.history.now(), top.console.clock.now()));
    QVERIFY2(top.text().hover.startsWith(line), qPrintable(top.text().hover));
    QVERIFY(top.text().hover.contains(u"Devices ask for 1 witness before"_s));
}

void WitnessTextTest::noneYetIsSaid()
{
    Top top;
    QVERIFY(top.round());
    QCOMPARE(top.text().word.word, u"no witness yet"_s);
    QCOMPARE(top.text().word.tone, Tone::Warn);
    QVERIFY(top.text().hover.contains(u"witness.example/one: nothing yet"_s));
}

void WitnessTextTest::tooFewAreSaidToBe()
{
    Top top({.witnessThreshold = 2});
    top.witnessed();
    QVERIFY(top.round());
    QCOMPARE(top.text().word.word, u"1 of 2 witnesses to 1"_s);
    QCOMPARE(top.text().word.tone, Tone::Warn);
    QVERIFY(top.text().hover.contains(u"witness.example/2: nothing yet"_s));
}

void WitnessTextTest::standInsAreCalledThat()
{
    Top top({.sample = true, .standIns = true});
    top.witnessed();
    QVERIFY(top.round());
    QCOMPARE(top.text().word.word, u"1 of 1 stand-in to 1"_s);
    QCOMPARE(top.text().word.tone, Tone::Muted); // it is no proof of anything
    QVERIFY(top.text().hover.contains(u"witness.example/one (stand-in): to 1"_s));
    QVERIFY(top.text().hover.contains(u"vouch for nothing"_s));
    // Beside one that is independent, none of them counts.
    Top mixed({.sample = true, .witnessThreshold = 2, .standIns = true});
    mixed.witnessed();
    QVERIFY(mixed.round());
    QCOMPARE(mixed.text().word.word, u"no witness yet"_s);
}

void WitnessTextTest::whatIsTooLongAgoDoesNotCount()
{
    Top top;
    top.witnessed();
    QVERIFY(top.round());
    top.console.clock.advance(top.console.history.founding().witnessMaxAge + 60);
    QCOMPARE(top.text().word.word, u"no witness yet"_s);
    QCOMPARE(top.text().word.tone, Tone::Warn);
    QVERIFY2(top.text().hover.contains(u"too long ago"_s), qPrintable(top.text().hover));
}

void WitnessTextTest::noWitnessesAtAllIsSaid()
{
    Top top({.witnessThreshold = 0});
    top.console.history.perform(
        top.console.history.administrator1, u"witness.remove"_s, {},
        changes::RemoveWitnessParameters{.name = top.console.history.founding().witnesses.front().name},
        {top.console.history.approver1, top.console.history.approver2});
    QVERIFY(top.round());
    QCOMPARE(top.text().word.word, u"no witnesses"_s);
    QCOMPARE(top.text().word.tone, Tone::Muted);
    QVERIFY(!top.text().hover.isEmpty());
}

void WitnessTextTest::aConsoleThatCannotHandInSaysSo()
{
    Top top;
    top.witnessed();
    top.console.plane.refuseRoute(u"/v1/logs/activity/cosignatures"_s, ProblemType::ClockOutOfRange);
    top.witness.add(
        {.name = top.console.history.founding().witnesses.front().name, .key = top.console.history.witnessKey()});
    QVERIFY(top.round());
    QVERIFY(top.state.problem());
    QCOMPARE(top.text().hover.count(u'\n'), 2);
}

ENIGM_WIDGET_TEST_MAIN(WitnessTextTest)
#include "WitnessTextTest.moc"
