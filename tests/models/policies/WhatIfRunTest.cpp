#include "models/policies/AffectedDevicesModel.h"
#include "models/policies/FindingsRun.h"
#include "models/policies/PolicyQuestions.h"
#include "tests/models/policies/SamplePolicies.h"
#include "tests/support/LogGuard.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using models::policies::AffectedDevicesModel;
using models::policies::FindingsRun;
using models::policies::questionsBetween;
using models::policies::WhatIfAnswer;
using models::policies::WhatIfRun;
using models::policies::withPolicy;
using policy::Effect;
using policy::PolicySet;
using policy::Transition;

namespace {

/// The sample, asking for a trusted system.
policy::PolicyDocument strictPaths()
{
    policy::PolicyDocument document = samplePaths();
    document.rules.front().conditions.accepted[static_cast<std::size_t>(policy::Input::OsTrust)] = trustedOs;
    return document;
}

} // namespace

/// Who would gain and lose what by other policies, while somebody is still writing them.
class WhatIfRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatDiffersIsAskedAbout();
    void theLastQuestionIsAnswered();
    void withoutDevicesThereIsNoAnswer();
    void anotherFleetIsAnotherAnswer();
    void whatHangsOnTheTimeSaysSo();
    void devicesAreListedByWhatBecomesOfThem();
    void findingsAreThoseOfThePolicy();
    void whoeverLeavesHoldsNothing();

private:
    const PolicySet m_before{inForce(samplePolicy, samplePaths())};
    const PolicySet m_after{inForce(samplePolicy, strictPaths())};
    const std::shared_ptr<const SampleFleet> m_fleet = SampleFleet::ofHalves(10);
};

void WhatIfRunTest::onlyWhatDiffersIsAskedAbout()
{
    QVERIFY(questionsBetween(m_before, m_before, 0).empty());
    // Going into the network is a question for each of the governed ways.
    QCOMPARE(questionsBetween(m_before, m_after, 0).size(), 3U);
    policy::PolicyDocument updates{.kind = policy::PolicyKind::OtaEligibility, .name = u"Updates"_s, .rules = {}};
    updates.rules.push_back({.id = u"install"_s,
                             .effect = Effect::Allow,
                             .action = policy::ActionCategory::InstallUpdate,
                             .resource = log::Resource::Release});
    const PolicySet more = withPolicy(m_before, inForce(otherPolicy, updates));
    const auto asked = questionsBetween(m_before, more, 0);
    QCOMPARE(asked.size(), 1U);
    QCOMPARE(asked.front().action, policy::ActionCategory::InstallUpdate);
    // For other devices the same rules are another policy.
    QCOMPARE(questionsBetween(m_before, {inForce(samplePolicy, samplePaths(), std::vector{fieldPhones})}, 0).size(),
             3U);
    // What operators may do touches no device.
    policy::PolicyDocument people{.kind = policy::PolicyKind::Administration, .name = u"People"_s, .rules = {}};
    people.rules.push_back({.id = u"read"_s, .action = policy::ActionCategory::Read, .resource = log::Resource::Audit});
    QVERIFY(questionsBetween(m_before, withPolicy(m_before, inForce(otherPolicy, people)), 0).empty());
}

void WhatIfRunTest::theLastQuestionIsAnswered()
{
    WhatIfRun run;
    run.setFleet(m_fleet);
    for (int i = 0; i < 20; ++i)
        run.ask(m_before, i % 2 == 0 ? m_after : PolicySet(), SampleFleet::time + i);
    run.ask(m_before, m_after, SampleFleet::time);
    QVERIFY(run.isBusy());
    QVERIFY(!run.answer());
    QTRY_VERIFY(run.answer());
    QVERIFY(!run.isBusy());
    QCOMPARE(run.answer()->asked, SampleFleet::time);
    QCOMPARE(run.answer()->losing, 5U);
    QCOMPARE(run.answer()->gaining, 0U);
    QCOMPARE(run.answer()->outcomes.size(), 3U);
    for (const models::policies::QuestionOutcome &outcome : run.answer()->outcomes) {
        QCOMPARE(outcome.result.permittedBefore, 10U);
        QCOMPARE(outcome.result.permittedAfter, 5U);
    }
}

void WhatIfRunTest::withoutDevicesThereIsNoAnswer()
{
    WhatIfRun run;
    run.ask(m_before, m_after, 0);
    QVERIFY(!run.isBusy());
    run.setFleet(m_fleet); // what was asked meanwhile is answered
    QTRY_VERIFY(run.answer());
    QCOMPARE(run.answer()->losing, 5U);
}

void WhatIfRunTest::anotherFleetIsAnotherAnswer()
{
    WhatIfRun run;
    run.setDelay(std::chrono::milliseconds(0));
    run.setFleet(m_fleet);
    run.ask(m_before, m_after, 0);
    QTRY_VERIFY(run.answer());
    const auto shown = run.answer();
    run.setFleet(SampleFleet::ofHalves(4));
    QCOMPARE(run.answer(), shown); // stays in sight until the next one is there
    QTRY_COMPARE(run.answer()->losing, 2U);
    QCOMPARE(shown->fleet->columns().size(), 10U);
}

void WhatIfRunTest::whatHangsOnTheTimeSaysSo()
{
    const WhatIfAnswer timeless = models::policies::computeWhatIf(m_before, m_after, m_fleet, 0);
    QVERIFY(!timeless.hangsOnTime);
    policy::PolicyDocument office = samplePaths();
    office.rules.front().conditions.times = {{.days = 0b0011111, .from = 480, .minutes = 600}};
    const PolicySet after{inForce(samplePolicy, office)};
    constexpr qint64 monday = 1'767'571'200; // 5 January 2026, 00:00 UTC
    QVERIFY(models::policies::computeWhatIf(m_before, after, m_fleet, monday).hangsOnTime);
    QCOMPARE(models::policies::computeWhatIf(m_before, after, m_fleet, monday).losing, 10U);
    QVERIFY(models::policies::computeWhatIf(m_before, after, m_fleet, monday + 9 * 3600).changesNothing());
}

void WhatIfRunTest::devicesAreListedByWhatBecomesOfThem()
{
    policy::PolicyDocument turned = samplePaths(); // by the Tor Gateway everybody, by others those that are trusted
    turned.rules.front().conditions.accepted[static_cast<std::size_t>(policy::Input::OsTrust)] = trustedOs;
    turned.rules.push_back(connectRule(u"by-tor"_s, Effect::Allow, policy::Input::NetworkPath,
                                       policy::codesOf(policy::codeOf(policy::NetworkPath::TorGateway))));
    policy::PolicyDocument noTor = samplePaths();
    noTor.rules.push_back(connectRule(u"no-tor"_s, Effect::Deny, policy::Input::NetworkPath,
                                      policy::codesOf(policy::codeOf(policy::NetworkPath::TorGateway))));
    const auto answer = std::make_shared<const WhatIfAnswer>(
        models::policies::computeWhatIf({inForce(samplePolicy, noTor)}, {inForce(samplePolicy, turned)}, m_fleet, 0));
    QCOMPARE(answer->gaining, 10U);
    QCOMPARE(answer->losing, 5U);

    AffectedDevicesModel devices;
    const QAbstractItemModelTester tester(&devices, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(devices.rowCount(), 0);
    devices.setAnswer(answer);
    QCOMPARE(devices.rowCount(), 10);
    QCOMPARE(devices.index(0, 0).data().toString(), m_fleet->handle(0).text());
    QCOMPARE(devices.questions(devices.index(0, 0), Transition::Loses).size(), 0U);
    QCOMPARE(devices.questions(devices.index(9, 0), Transition::Loses).size(), 2U);
    QCOMPARE(devices.index(9, AffectedDevicesModel::Gains).data().toInt(), 1);
    devices.setChoice({.question = {}, .transition = Transition::Loses});
    QCOMPARE(devices.rowCount(), 5);
    QCOMPARE(devices.handle(devices.index(0, 0)), m_fleet->handle(5));
    devices.setChoice({.question = 2, .transition = {}}); // paths are asked about in their order
    QCOMPARE(devices.rowCount(), 10);
    devices.setChoice({.question = 2, .transition = Transition::Loses});
    QCOMPARE(devices.rowCount(), 0);
    devices.setAnswer(nullptr);
    QCOMPARE(devices.rowCount(), 0);
    QVERIFY(!devices.choice().question); // of no answer
}

void WhatIfRunTest::findingsAreThoseOfThePolicy()
{
    policy::PolicyDocument denied = samplePaths();
    denied.name = u"Denials"_s;
    denied.rules = {connectRule(u"deny-all"_s, Effect::Deny)};
    FindingsRun run(samplePolicy);
    QSignalSpy changed(&run, &FindingsRun::changed);
    run.setFleet(m_fleet);
    run.ask({inForce(samplePolicy, samplePaths()), inForce(otherPolicy, denied)});
    QTRY_COMPARE(changed.count(), 1);
    const auto has = [&run](policy::FindingKind kind) {
        return std::ranges::find(run.findings(), kind, &policy::Finding::kind) != run.findings().end();
    };
    QVERIFY(has(policy::FindingKind::Overridden));
    QVERIFY(has(policy::FindingKind::SharedDevices));
    QVERIFY(has(policy::FindingKind::Contradicted));
    run.ask({inForce(otherPolicy, denied)});
    QTRY_COMPARE(changed.count(), 2);
    QVERIFY(run.findings().empty()); // whatever is found about others
}

/// What is under way is over when the run goes, so that nothing of it is held any longer.
void WhatIfRunTest::whoeverLeavesHoldsNothing()
{
    const std::shared_ptr<const SampleFleet> fleet = SampleFleet::ofHalves(200);
    for (int i = 0; i < 20; ++i) {
        WhatIfRun run;
        run.setFleet(fleet);
        run.ask(m_before, m_after, 0);
        run.setFleet(fleet); // does not wait for the person to stop typing
        QVERIFY(fleet.use_count() > 1);
    }
    QCOMPARE(fleet.use_count(), 1);
}

ENIGM_TEST_MAIN(WhatIfRunTest)
#include "WhatIfRunTest.moc"
