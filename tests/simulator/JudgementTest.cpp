#include "simulator/device/Judgement.h"

#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleDevice.h"

#include <QTest>

using namespace enigm;
using namespace enigm::simulator;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using reports::Obedience;

/// What a simulated device says of its commands: no more than it has evidence of.
class JudgementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatVerifiesIsObeyed();
    void whatIsSoAlreadyIsSaid();
    void aLostAcknowledgementIsGivenAgain();
    void whatDoesNotVerifyIsRefused();
    void theEvidenceOfAnotherCommandIsRefused();
    void nothingIsSaidAgainWithoutEvidence();
};

namespace {

struct Admitted
{
    SampleHistory history;
    SampleDevice device{history};

    Admitted() { device.admit(history); }

    SampleHistory::Story act(const QString &action)
    {
        return history.perform(history.administrator1, action, device.targets(), changes::NoParameters{}, {});
    }
    [[nodiscard]] QByteArray evidenceOf(const SampleHistory::Story &story) const
    {
        return device.evidenceIn(history, story).toBytes();
    }
    [[nodiscard]] Judgement judge(const SampleHistory::Story &story) const
    {
        return simulator::judge(evidenceOf(story), claimOf(story), device.memory, history.now());
    }
    [[nodiscard]] static OpenCommand claimOf(const SampleHistory::Story &story)
    {
        return {
            .action = story.change.request.action, .change = story.change.digest(), .execution = story.indexes.back()};
    }
};

} // namespace

void JudgementTest::whatVerifiesIsObeyed()
{
    Admitted fleet;
    const auto story = fleet.act(u"device.suspend"_s);
    const Judgement judgement = fleet.judge(story);
    QCOMPARE(judgement.said.outcome, Obedience::Obeyed);
    QCOMPARE(judgement.said.change, story.change.digest());
    QCOMPARE(judgement.said.execution, story.indexes.back());
    QCOMPARE(judgement.said.problem, std::nullopt);
    QCOMPARE(judgement.memory->state, fleet::DeviceState::Suspended);
}

void JudgementTest::whatIsSoAlreadyIsSaid()
{
    Admitted fleet;
    const auto story = fleet.act(u"device.suspend"_s);
    fleet.device.memory.state = fleet::DeviceState::Suspended;
    const Judgement judgement = fleet.judge(story);
    QCOMPARE(judgement.said.outcome, Obedience::AlreadySo);
    QCOMPARE(judgement.memory->obeyed, std::optional(story.indexes.back()));
}

void JudgementTest::aLostAcknowledgementIsGivenAgain()
{
    Admitted fleet;
    const auto story = fleet.act(u"device.suspend"_s);
    fleet.device.memory = *fleet.judge(story).memory;
    const Judgement again = fleet.judge(story);
    QCOMPARE(again.said.outcome, Obedience::AlreadySo);
    QVERIFY(!again.memory);
    // But not of what was obeyed before something else.
    const auto reactivation = fleet.history.perform(
        fleet.history.administrator1, u"device.reactivate"_s, fleet.device.targets(),
        changes::ReactivateParameters{.to = fleet::DeviceState::Trusted}, {fleet.history.approver1});
    fleet.device.memory = *fleet.judge(reactivation).memory;
    QCOMPARE(fleet.judge(story).said.problem, std::optional(ProblemType::StaleCommand));
    QCOMPARE(fleet.judge(reactivation).said.outcome, Obedience::AlreadySo);
}

void JudgementTest::whatDoesNotVerifyIsRefused()
{
    Admitted fleet;
    const auto story = fleet.act(u"device.suspend"_s);
    fleet.device.memory.deployment = QByteArray(32, 'x');
    const Judgement judgement = fleet.judge(story);
    QCOMPARE(judgement.said.outcome, Obedience::Refused);
    QCOMPARE(judgement.said.problem, std::optional(ProblemType::WrongDeployment));
    QVERIFY(!judgement.memory);
}

void JudgementTest::theEvidenceOfAnotherCommandIsRefused()
{
    Admitted fleet;
    const auto story = fleet.act(u"device.suspend"_s);
    for (const bool isAnotherChange : {true, false}) {
        OpenCommand claimed = Admitted::claimOf(story);
        if (isAnotherChange)
            claimed.change = QByteArray(32, 'x');
        else
            ++claimed.execution;
        const Judgement judgement = judge(fleet.evidenceOf(story), claimed, fleet.device.memory, fleet.history.now());
        QCOMPARE(judgement.said.problem, std::optional(ProblemType::WrongChange));
        QVERIFY(!judgement.memory);
    }
}

void JudgementTest::nothingIsSaidAgainWithoutEvidence()
{
    Admitted fleet;
    const auto story = fleet.act(u"device.suspend"_s);
    fleet.device.memory = *fleet.judge(story).memory;
    OpenCommand claimed = Admitted::claimOf(story);
    claimed.change = QByteArray(32, 'x'); // a change that it never saw, under an index that it obeyed
    const Judgement judgement = judge(fleet.evidenceOf(story), claimed, fleet.device.memory, fleet.history.now());
    QCOMPARE(judgement.said.outcome, Obedience::Refused);
    QCOMPARE(judge("{}", Admitted::claimOf(story), fleet.device.memory, fleet.history.now()).said.outcome,
             Obedience::Refused);
}

ENIGM_TEST_MAIN(JudgementTest)
#include "JudgementTest.moc"
