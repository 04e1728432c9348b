#include "api-client/policies/PolicyClient.h"
#include "contract/policy/Evaluator.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/control-plane/api/PublishedPolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/client/Desk.h"

#include <QTest>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using client::PolicyClient;
using fleet::DeviceState;

#define REQUIRE(result)                                                                                                \
    do {                                                                                                               \
        const auto &outcome = (result);                                                                                \
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().toString()));                                      \
    } while (false)

/// The consoles' own client of policies against the real control plane.
class PolicyStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anAdministratorReadsPoliciesWhole();
    void anAdministratorWritesADraft();
    void anAdministratorIsToldWhatIsOdd();
    void anOperatorSeesWhatADeviceMayDo();
    void aConsoleDecidesAboutTheWholeFleetAsTheServerDoes();
    void loadingAFleetIsGivenUp();

private:
    std::unique_ptr<TestDeployment> m_deployment;
    std::unique_ptr<Desk> m_desk; ///< administrator-1's
    std::unique_ptr<PolicyClient> m_policies;
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString otherId = u"0197f9a0-0000-7000-8000-000000000002"_s;

policy::PolicyDocument paths()
{
    policy::Rule rule = allowAll(u"seen"_s);
    rule.conditions.accepted[static_cast<std::size_t>(policy::Input::Attestation)] =
        policy::codesOf(policy::codeOf(fleet::AttestationOutcome::Verified));
    return {.kind = policy::PolicyKind::NetworkPath, .name = u"Paths"_s, .rules = {rule}, .settings = {}};
}

} // namespace

void PolicyStoryTest::initTestCase()
{
    m_deployment = std::make_unique<TestDeployment>(60);
    TestConsole administrator(*m_deployment, u"administrator-2"_s);
    TestConsole approver(*m_deployment, u"approver-1"_s);
    publishAndAssign(administrator, approver, policyId, paths());
    publishAndAssign(administrator, approver, otherId,
                     {.kind = policy::PolicyKind::DeviceTrust, .name = u"Trust"_s, .rules = {}, .settings = {}},
                     std::vector<QString>());
    m_desk =
        std::make_unique<Desk>(m_deployment->file(), m_deployment->person(u"administrator-1"_s), m_deployment->clock);
    REQUIRE(QCoro::waitFor(m_desk->signIn()));
    m_policies = std::make_unique<PolicyClient>(m_desk->session);
}

void PolicyStoryTest::anAdministratorReadsPoliciesWhole()
{
    const auto listed = QCoro::waitFor(m_policies->all());
    REQUIRE(listed);
    QCOMPARE(listed->size(), 2U);
    QCOMPARE(listed->front().name, u"Paths"_s);
    QVERIFY(listed->front().assigned.toAll);
    QVERIFY(!listed->back().assigned.toAll && listed->back().assigned.groups.empty());
    const auto detail = QCoro::waitFor(m_policies->policy(policyId));
    REQUIRE(detail);
    QCOMPARE(detail->policy, listed->front());
    QCOMPARE(detail->versions.size(), 1U);
    const auto version = QCoro::waitFor(m_policies->version(policyId, 1, detail->policy.digest));
    REQUIRE(version);
    QCOMPARE(version->document, paths());
    const auto another = QCoro::waitFor(m_policies->version(policyId, 1, QByteArray(32, 'x')));
    QCOMPARE(another.error().type, ProblemType::UnexpectedAnswer);
    const auto inForce = QCoro::waitFor(m_policies->inForce());
    REQUIRE(inForce);
    QCOMPARE(inForce->size(), 2U);
    QVERIFY(!inForce->front().groups && inForce->back().groups);
}

void PolicyStoryTest::anAdministratorWritesADraft()
{
    const QString id = u"0197f9a0-0000-7000-8000-000000000103"_s;
    const json::Value unfinished = json::Object{{"v"_L1, 1}};
    const auto saved = QCoro::waitFor(m_policies->saveDraft(id, unfinished, 0));
    REQUIRE(saved);
    QCOMPARE(saved->revision, 1);
    QCOMPARE(saved->problem->where, u"/kind"_s);
    const auto read = QCoro::waitFor(m_policies->draft(id));
    REQUIRE(read);
    QCOMPARE(*read, *saved);
    const auto again = QCoro::waitFor(m_policies->saveDraft(id, paths().toJson(), 1));
    REQUIRE(again);
    QVERIFY(!again->problem);
    QCOMPARE(QCoro::waitFor(m_policies->saveDraft(id, unfinished, 1)).error().type, ProblemType::PreconditionFailed);
    QCOMPARE(QCoro::waitFor(m_policies->drafts()).value(), std::vector{*again});
    QCOMPARE(QCoro::waitFor(m_policies->dropDraft(id, 1)).error().type, ProblemType::PreconditionFailed);
    REQUIRE(QCoro::waitFor(m_policies->dropDraft(id, 2)));
    QCOMPARE(QCoro::waitFor(m_policies->draft(id)).error().type, ProblemType::NotFound);
}

void PolicyStoryTest::anAdministratorIsToldWhatIsOdd()
{
    policy::PolicyDocument document = paths();
    document.rules.push_back(denyAll(u"zero"_s));
    client::PolicyProposal proposal{.document = document.toJson(), .policy = policyId};
    const auto found = QCoro::waitFor(m_policies->analyse(proposal));
    REQUIRE(found);
    QCOMPARE(found->size(), 1U);
    QCOMPARE(found->front().finding.kind, policy::FindingKind::Overridden);
    QCOMPARE(found->front().pointer, u"/rules/seen"_s);
    proposal.document = json::Object{{"v"_L1, 2}};
    const auto malformed = QCoro::waitFor(m_policies->analyse(proposal));
    QVERIFY(!malformed);
    QVERIFY(!malformed.error().where.isEmpty());
}

void PolicyStoryTest::anOperatorSeesWhatADeviceMayDo()
{
    const auto device = m_deployment->devices(DeviceState::Suspended).leaves().front().handle;
    const auto decisions = QCoro::waitFor(m_policies->decisions(device));
    REQUIRE(decisions);
    QCOMPARE(decisions->answers.size(), 3U);
    QVERIFY(!decisions->answers.front().reasons);
    const auto decision =
        QCoro::waitFor(m_policies->decision(device, policy::ActionCategory::Connect, log::Resource::NetworkPath,
                                            policy::NetworkPath::TorGateway, client::AskWhy{}));
    REQUIRE(decision);
    QCOMPARE(decision->category, policy::DenialCategory::Floor);
    QVERIFY(decision->reasons && decision->reasons->differ.has(policy::Input::DeviceState));
}

void PolicyStoryTest::aConsoleDecidesAboutTheWholeFleetAsTheServerDoes()
{
    auto inputs = QCoro::waitFor(m_policies->fleetInputs());
    REQUIRE(inputs);
    QCOMPARE(inputs->size(), 60U);
    QVERIFY(inputs->cursor() > 0);
    const policy::Evaluator evaluator(QCoro::waitFor(m_policies->inForce()).value(), inputs->groups());
    const policy::Question question{.action = policy::ActionCategory::Connect,
                                    .resource = log::Resource::NetworkPath,
                                    .actor = {policy::ActorCategory::Device},
                                    .path = policy::NetworkPath::VpnNetwork,
                                    .time = m_deployment->clock.now()};
    std::set<bool> outcomes;
    for (std::size_t row = 0; row < inputs->size(); ++row) {
        const bool isPermit = evaluator.decide(question, inputs->columns().at(row)).effect == policy::Effect::Allow;
        const auto served = QCoro::waitFor(
            m_policies->decision(inputs->handle(row), question.action, question.resource, question.path));
        REQUIRE(served);
        QCOMPARE(served->isPermit(), isPermit);
        outcomes.insert(isPermit);
    }
    QCOMPARE(outcomes.size(), 2U);
}

void PolicyStoryTest::loadingAFleetIsGivenUp()
{
    std::vector<std::size_t> told;
    const auto inputs = QCoro::waitFor(m_policies->fleetInputs([&told](std::size_t devices) {
        told.push_back(devices);
        return false;
    }));
    QCOMPARE(inputs.error().type, ProblemType::Cancelled);
    QCOMPARE(told, std::vector<std::size_t>{60});
}

ENIGM_TEST_MAIN(PolicyStoryTest)
#include "PolicyStoryTest.moc"
