#include "contract/ota/ReleaseStage.h"

#include "tests/support/LogGuard.h"

#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::ota;

/// How far a release has come is what has happened to it, and nothing that anybody says.
class ReleaseStageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStageHasOneWord();
    void stagesComeInTheirOrder();
    void noGateIsPassedOverAnother_data();
    void noGateIsPassedOverAnother();
    void aSecurityReleaseSkipsWhatComesBetween();
    void nothingIsInstalledThatGoesOutToNobody();
};

namespace {

/// Everything has happened, a second after what it needs.
ReleaseFacts whole()
{
    return {.begun = 100,
            .received = 101,
            .manifestSigned = 102,
            .productionSigned = 103,
            .published = 104,
            .validation = 105,
            .limited = 106,
            .stable = 107,
            .confirmed = 108};
}

std::vector<ReleaseStage> stagesOf(const ReleaseFacts &facts)
{
    std::vector<ReleaseStage> stages;
    std::ranges::transform(reachedStages(facts), std::back_inserter(stages), &ReachedStage::stage);
    return stages;
}

} // namespace

void ReleaseStageTest::everyStageHasOneWord()
{
    QCOMPARE(allReleaseStages().size(), 9U);
    for (const ReleaseStage stage : allReleaseStages())
        QVERIFY(releaseStageOf(toWord(stage)) == stage);
    QCOMPARE(toWord(ReleaseStage::ControlledRollout), QLatin1StringView("controlled-rollout"));
    QVERIFY(!releaseStageOf(u"done"));
}

void ReleaseStageTest::stagesComeInTheirOrder()
{
    qint64 time = 100;
    const auto reached = reachedStages(whole());
    QCOMPARE(reached.size(), allReleaseStages().size());
    for (const ReleaseStage stage : allReleaseStages()) {
        const ReachedStage expected{.stage = stage, .time = time};
        QVERIFY(reached[static_cast<std::size_t>(time - 100)] == expected);
        QVERIFY(checkGate(stage, whole()));
        ++time;
    }
    QVERIFY(stagesOf({.begun = 5}) == std::vector{ReleaseStage::Build});
}

void ReleaseStageTest::noGateIsPassedOverAnother_data()
{
    QTest::addColumn<int>("missing");
    QTest::addColumn<int>("last");
    const auto row = [](const char *name, ReleaseStage missing, ReleaseStage last) {
        QTest::newRow(name) << static_cast<int>(missing) << static_cast<int>(last);
    };
    row("no artifact", ReleaseStage::Artifact, ReleaseStage::Build);
    row("no manifest authority", ReleaseStage::Manifest, ReleaseStage::Artifact);
    row("no production authority", ReleaseStage::Signing, ReleaseStage::Manifest);
    row("not published", ReleaseStage::Registration, ReleaseStage::Signing);
}

void ReleaseStageTest::noGateIsPassedOverAnother()
{
    QFETCH(int, missing);
    QFETCH(int, last);
    ReleaseFacts facts = whole();
    switch (static_cast<ReleaseStage>(missing)) {
    case ReleaseStage::Artifact:
        facts.received.reset();
        break;
    case ReleaseStage::Manifest:
        facts.manifestSigned.reset();
        break;
    case ReleaseStage::Signing:
        facts.productionSigned.reset();
        break;
    default:
        facts.published.reset();
        break;
    }
    QVERIFY(stagesOf(facts).back() == static_cast<ReleaseStage>(last));
    for (const ReleaseStage stage : allReleaseStages()) {
        const auto passed = checkGate(stage, facts);
        QCOMPARE(passed.has_value(), static_cast<int>(stage) <= missing);
        if (!passed)
            QCOMPARE(passed.error().type, ProblemType::TargetState);
    }
}

void ReleaseStageTest::aSecurityReleaseSkipsWhatComesBetween()
{
    ReleaseFacts facts = whole();
    facts.validation.reset();
    facts.limited.reset();
    const auto stages = stagesOf(facts);
    QVERIFY(stages.back() == ReleaseStage::Installation);
    QCOMPARE(std::ranges::count(stages, ReleaseStage::Validation), 0);
    QCOMPARE(std::ranges::count(stages, ReleaseStage::ControlledRollout), 0);
}

void ReleaseStageTest::nothingIsInstalledThatGoesOutToNobody()
{
    ReleaseFacts facts = whole();
    facts.validation.reset();
    facts.limited.reset();
    facts.stable.reset();
    QVERIFY(stagesOf(facts).back() == ReleaseStage::Registration);
    QVERIFY(!checkGate(ReleaseStage::Installation, facts));
}

ENIGM_TEST_MAIN(ReleaseStageTest)
#include "ReleaseStageTest.moc"
