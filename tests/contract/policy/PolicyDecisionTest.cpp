#include "contract/policy/Evaluator.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QTest>

Q_DECLARE_METATYPE(enigm::policy::PathState)

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// What an administrator may rely on when a policy decides.
class PolicyDecisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatNothingAllowsIsDenied();
    void aDenialOverridesWhateverAllows();
    void aDenialIsNamedEvenWhereNothingAllows();
    void whatIsNotKnownNeitherAllowsNorEscapesADenial();
    void whatADeviceCannotTellIsNotKnown();
    void everyConditionMustHold();
    void aDeviceOutOfServiceIsDeniedWhateverPoliciesSay_data();
    void aDeviceOutOfServiceIsDeniedWhateverPoliciesSay();
    void onlyDevicesDoWhatDevicesDo();
    void aPolicyReachesTheGroupsThatItIsAssignedTo();
    void aPolicyAssignedToNobodySaysNothing();
    void timesAreOfTheWeek();
    void aPathIsUsedAsItsStateSays_data();
    void aPathIsUsedAsItsStateSays();
    void obligationsOfAllThatAllowsCount();
    void theFirstRuleByNameIsNamed();
    void theSmallestWayToAPermitIsNamed();
    void whereNoWayLeadsToAPermitNoneIsNamed();
    void moreRulesThanATableHolds();

private:
    /// One policy for every device.
    [[nodiscard]] static PolicySet policyOf(std::vector<Rule> rules);
    [[nodiscard]] Explanation explain(const PolicySet &policies);
    [[nodiscard]] bool isPermitted(const PolicySet &policies)
    {
        return explain(policies).decision.effect == Effect::Allow;
    }

    GroupDictionary m_groups;
    std::optional<Evaluator> m_evaluator; ///< outlives what it explains
    Question m_question;
    DeviceInputs m_device;
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString otherPolicyId = u"0197f9a0-0000-7000-8000-000000000002"_s;
const QString field = QString::fromLatin1(test::fieldGroup);
constexpr qint64 mondayNoon = 1'767'614'400; // 5 January 2026

void accept(Rule &rule, Input input, std::initializer_list<Code> codes)
{
    for (const Code code : codes)
        rule.conditions.accepted[static_cast<std::size_t>(input)] |= codesOf(code);
}

Rule asking(Rule rule, Input input, std::initializer_list<Code> codes)
{
    accept(rule, input, codes);
    return rule;
}

const Code trustedOs = codeOf(reports::OsTrust::Trusted);
const Code untrustedOs = codeOf(reports::OsTrust::Untrusted);

} // namespace

void PolicyDecisionTest::init()
{
    m_groups = {};
    m_question = {.action = ActionCategory::Connect,
                  .resource = log::Resource::NetworkPath,
                  .actor = {ActorCategory::Device},
                  .path = NetworkPath::VpnNetwork,
                  .time = mondayNoon};
    m_device = {};
    m_device.set(fleet::DeviceState::Trusted);
    m_device.set(reports::OsTrust::Trusted);
    m_device.set(reports::TrustCenter::Protected);
    m_device.set(reports::AppSession::Active);
    m_device.set(PolicyState::Current);
    m_device.set(reports::Integrity::Intact);
    m_device.set(fleet::AttestationOutcome::Verified);
    m_device.setGroups(m_groups.setOf({field}));
}

PolicySet PolicyDecisionTest::policyOf(std::vector<Rule> rules)
{
    AssignedPolicy policy;
    policy.policy.policy = policyId;
    policy.policy.document.kind = PolicyKind::NetworkPath;
    policy.policy.document.rules = std::move(rules);
    return {policy};
}

Explanation PolicyDecisionTest::explain(const PolicySet &policies)
{
    m_evaluator.emplace(policies, m_groups);
    return m_evaluator->explain(m_question, m_device);
}

void PolicyDecisionTest::whatNothingAllowsIsDenied()
{
    const Explanation nothing = explain({});
    QCOMPARE(nothing.decision.effect, Effect::Deny);
    QVERIFY(!nothing.decision.rule);
    QVERIFY(nothing.denying.empty());
    QVERIFY(isPermitted(policyOf({test::allowAll(u"a"_s)})));
    // The same policy has nothing to say about another question.
    m_question.action = ActionCategory::Access;
    m_question.resource = log::Resource::Account;
    QVERIFY(!isPermitted(policyOf({test::allowAll(u"a"_s)})));
}

void PolicyDecisionTest::aDenialOverridesWhateverAllows()
{
    QVERIFY(!isPermitted(policyOf({test::allowAll(u"a"_s), test::denyAll(u"b"_s)})));
    QVERIFY(!isPermitted(policyOf({test::allowAll(u"b"_s), test::denyAll(u"a"_s)})));
    // So does one of another policy.
    PolicySet policies = policyOf({test::allowAll(u"a"_s)});
    policies.push_back(policyOf({test::denyAll(u"a"_s)}).front());
    policies.back().policy.policy = otherPolicyId;
    QVERIFY(!isPermitted(policies));
}

void PolicyDecisionTest::aDenialIsNamedEvenWhereNothingAllows()
{
    const Explanation explanation = explain(policyOf({test::denyAll(u"b"_s), test::denyAll(u"a"_s)}));
    QVERIFY(explanation.decision.rule);
    QCOMPARE(explanation.decision.rule->name, (RuleName{policyId, u"a"_s}));
    QCOMPARE(explanation.denying, (std::vector<RuleName>{{policyId, u"a"_s}, {policyId, u"b"_s}}));
}

void PolicyDecisionTest::whatIsNotKnownNeitherAllowsNorEscapesADenial()
{
    const PolicySet allowing = policyOf({asking(test::allowAll(u"a"_s), Input::OsTrust, {trustedOs})});
    const PolicySet denying =
        policyOf({test::allowAll(u"a"_s), asking(test::denyAll(u"b"_s), Input::OsTrust, {untrustedOs})});
    QVERIFY(isPermitted(allowing));
    QVERIFY(isPermitted(denying));
    m_device.remove(Input::OsTrust);
    QVERIFY(!isPermitted(allowing));
    QVERIFY(!isPermitted(denying));
}

void PolicyDecisionTest::whatADeviceCannotTellIsNotKnown()
{
    // Every word there is: the condition asks that the input is known.
    const PolicySet policies = policyOf({asking(test::allowAll(u"a"_s), Input::OsTrust, {1, 2, 3})});
    QVERIFY(isPermitted(policies));
    m_device.set(reports::OsTrust::Unknown);
    QVERIFY(!isPermitted(policies));
}

void PolicyDecisionTest::everyConditionMustHold()
{
    Rule rule = asking(test::allowAll(u"a"_s), Input::OsTrust, {trustedOs});
    accept(rule, Input::Attestation, {codeOf(fleet::AttestationOutcome::Verified)});
    QVERIFY(isPermitted(policyOf({rule})));
    m_device.set(fleet::AttestationOutcome::StaleAttestation);
    QVERIFY(!isPermitted(policyOf({rule})));
    accept(rule, Input::Attestation, {codeOf(fleet::AttestationOutcome::StaleAttestation)});
    QVERIFY(isPermitted(policyOf({rule})));
}

void PolicyDecisionTest::aDeviceOutOfServiceIsDeniedWhateverPoliciesSay_data()
{
    QTest::addColumn<fleet::DeviceState>("state");
    QTest::addColumn<bool>("isPermitted");
    for (const fleet::DeviceState state : fleet::allDeviceStates())
        QTest::newRow(toWord(state).data())
            << state << (state == fleet::DeviceState::Trusted || state == fleet::DeviceState::Restricted);
}

void PolicyDecisionTest::aDeviceOutOfServiceIsDeniedWhateverPoliciesSay()
{
    QFETCH(fleet::DeviceState, state);
    QFETCH(bool, isPermitted);
    m_device.set(state);
    const Explanation explanation = explain(policyOf({test::allowAll(u"a"_s)}));
    QCOMPARE(explanation.decision.effect == Effect::Allow, isPermitted);
    const RuleName expected = isPermitted ? RuleName{policyId, u"a"_s} : RuleName{floorPolicy, floorDevice};
    QCOMPARE(explanation.decision.rule->name, expected);
    m_device.remove(Input::DeviceState);
    QVERIFY(!this->isPermitted(policyOf({test::allowAll(u"a"_s)})));
}

void PolicyDecisionTest::onlyDevicesDoWhatDevicesDo()
{
    const PolicySet policies = policyOf({test::allowAll(u"a"_s)});
    for (const Actors &actor : {Actors{}, Actors{ActorCategory::Administrator}}) {
        m_question.actor = actor;
        QCOMPARE(explain(policies).decision.rule->name, (RuleName{floorPolicy, floorActor}));
    }
    m_question.actor = {ActorCategory::Device, ActorCategory::Administrator};
    QVERIFY(isPermitted(policies));

    Rule reading = test::allowAll(u"a"_s);
    reading.action = ActionCategory::Read;
    reading.resource = log::Resource::Device;
    m_question.action = ActionCategory::Read;
    m_question.resource = log::Resource::Device;
    QVERIFY(isPermitted(policyOf({reading})));
    m_question.actor = {ActorCategory::Device};
    QVERIFY(!isPermitted(policyOf({reading})));
    // An operator's device has no say in what the operator may do.
    m_question.actor = {ActorCategory::SecurityReviewer};
    m_device = {};
    QVERIFY(isPermitted(policyOf({reading})));
    accept(reading, Input::Actor, {codeOf(ActorCategory::Approver)});
    QVERIFY(!isPermitted(policyOf({reading})));
}

void PolicyDecisionTest::aPolicyReachesTheGroupsThatItIsAssignedTo()
{
    PolicySet policies = policyOf({test::allowAll(u"a"_s)});
    policies.front().groups = {otherPolicyId};
    QVERIFY(!isPermitted(policies));
    policies.front().groups->push_back(field);
    QVERIFY(isPermitted(policies));
    // What it denies, it denies to devices of which the groups are not known.
    policies.push_back(policyOf({test::denyAll(u"d"_s)}).front());
    policies.back().groups = {otherPolicyId};
    QVERIFY(isPermitted(policies));
    m_device.remove(Input::Groups);
    QVERIFY(!isPermitted(policies));
}

void PolicyDecisionTest::aPolicyAssignedToNobodySaysNothing()
{
    PolicySet policies = policyOf({test::allowAll(u"a"_s)});
    policies.push_back(policyOf({test::denyAll(u"d"_s)}).front());
    policies.back().groups.emplace();
    QVERIFY(isPermitted(policies));
    m_device.remove(Input::Groups);
    QVERIFY(isPermitted(policies));
}

void PolicyDecisionTest::timesAreOfTheWeek()
{
    Rule rule = test::allowAll(u"a"_s);
    rule.conditions.times = {{.days = 1, .from = 8 * 60, .minutes = 10 * 60}};
    const PolicySet policies = policyOf({rule});
    QVERIFY(isPermitted(policies));
    m_question.time = mondayNoon + 7 * 86'400;
    QVERIFY(isPermitted(policies));
    m_question.time = mondayNoon + 6 * 3'600;
    QVERIFY(!isPermitted(policies));
    m_question.time = mondayNoon + 86'400;
    QVERIFY(!isPermitted(policies));
    m_question.time.reset();
    QVERIFY(!isPermitted(policies));
}

void PolicyDecisionTest::aPathIsUsedAsItsStateSays_data()
{
    QTest::addColumn<PathState>("state");
    QTest::addColumn<QString>("byVpn"); ///< the place that denies; empty: permitted
    QTest::addColumn<QString>("byProxy");
    const QString place = u"settings/vpn_network"_s;
    QTest::newRow("optional") << PathState::Optional << QString() << QString();
    QTest::newRow("required") << PathState::Required << QString() << place;
    QTest::newRow("off") << PathState::Off << place << QString();
    QTest::newRow("prohibited") << PathState::Prohibited << place << QString();
}

void PolicyDecisionTest::aPathIsUsedAsItsStateSays()
{
    QFETCH(const PathState, state);
    QFETCH(const QString, byVpn);
    QFETCH(const QString, byProxy);
    PolicySet policies = policyOf({{.id = u"all"_s,
                                    .effect = Effect::Allow,
                                    .action = ActionCategory::Connect,
                                    .resource = log::Resource::NetworkPath}});
    policies.front().policy.document.settings.vpnNetwork = state;
    const auto denier = [&](std::optional<NetworkPath> path) {
        m_question.path = path;
        const auto explanation = explain(policies);
        return explanation.denying.empty() ? QString() : explanation.denying.front().rule;
    };
    QCOMPARE(denier(NetworkPath::VpnNetwork), byVpn);
    QCOMPARE(denier(NetworkPath::ProxyNetwork), byProxy);
    // Whoever does not say which way they come gains nothing by it.
    QCOMPARE(denier(std::nullopt), byVpn + byProxy);
    // What no rule allows stays denied, however optional the path.
    policies.front().policy.document.rules.clear();
    QVERIFY(!isPermitted(policies));
}

void PolicyDecisionTest::obligationsOfAllThatAllowsCount()
{
    Rule byVpn = test::allowAll(u"a"_s);
    byVpn.obligations = {Obligation::UseVpnNetwork};
    Rule attesting = test::allowAll(u"b"_s);
    attesting.obligations = {Obligation::Attest, Obligation::RestoreOsTrust};
    Rule elsewhere = asking(test::allowAll(u"c"_s), Input::OsTrust, {untrustedOs});
    elsewhere.obligations = {Obligation::UseTorGateway};
    const Decision decision = explain(policyOf({byVpn, attesting, elsewhere})).decision;
    QVERIFY(decision.obligations ==
            (Obligations{Obligation::UseVpnNetwork, Obligation::Attest, Obligation::RestoreOsTrust}));
    QVERIFY(explain(policyOf({byVpn, test::denyAll(u"d"_s)})).decision.obligations.isEmpty());
}

void PolicyDecisionTest::theFirstRuleByNameIsNamed()
{
    const Explanation explanation = explain(policyOf({test::allowAll(u"c"_s), test::allowAll(u"b"_s)}));
    QCOMPARE(explanation.decision.rule->name.rule, u"b"_s);
}

void PolicyDecisionTest::theSmallestWayToAPermitIsNamed()
{
    Rule strict = asking(test::allowAll(u"strict"_s), Input::OsTrust, {trustedOs});
    accept(strict, Input::Attestation, {codeOf(fleet::AttestationOutcome::Verified)});
    accept(strict, Input::TrustCenter, {codeOf(reports::TrustCenter::Protected)});
    const Rule byTor = asking(test::allowAll(u"tor"_s), Input::NetworkPath, {codeOf(NetworkPath::TorGateway)});
    m_device.set(reports::OsTrust::Degraded);
    m_device.set(reports::TrustCenter::Inactive);

    const Explanation two = explain(policyOf({strict}));
    QVERIFY(two.differ == (Inputs{Input::OsTrust, Input::TrustCenter}));
    QCOMPARE(two.nearest, (RuleName{policyId, u"strict"_s}));
    const Explanation one = explain(policyOf({strict, byTor}));
    QVERIFY(one.differ == (Inputs{Input::NetworkPath}));
    QCOMPARE(one.nearest, (RuleName{policyId, u"tor"_s}));
    // What denies has to be out of the way too.
    const Rule degraded =
        asking(test::denyAll(u"no"_s), Input::OsTrust, {untrustedOs, codeOf(reports::OsTrust::Degraded)});
    const Explanation both = explain(policyOf({strict, byTor, degraded}));
    QVERIFY(both.differ == (Inputs{Input::OsTrust, Input::TrustCenter}));
}

void PolicyDecisionTest::whereNoWayLeadsToAPermitNoneIsNamed()
{
    for (const auto &policies : {policyOf({test::allowAll(u"a"_s), test::denyAll(u"b"_s)}), PolicySet()}) {
        const Explanation explanation = explain(policies);
        QVERIFY(explanation.differ.isEmpty());
        QVERIFY(!explanation.nearest);
    }
}

void PolicyDecisionTest::moreRulesThanATableHolds()
{
    std::vector<Rule> rules;
    for (int i = 0; i < 3 * int(MaskTable::capacity); ++i)
        rules.push_back(
            asking(test::allowAll(u"r%1"_s.arg(i, 3, 10, QLatin1Char('0'))), Input::OsTrust, {untrustedOs}));
    QVERIFY(!isPermitted(policyOf(rules)));
    rules.back().conditions = {};
    rules.back().obligations = {Obligation::Attest};
    const Decision decision = explain(policyOf(rules)).decision;
    QCOMPARE(decision.rule->name.rule, u"r191"_s);
    QVERIFY(decision.obligations == Obligations{Obligation::Attest});
    // A denial in the last table counts as one in the first.
    rules.front() = test::allowAll(u"r000"_s);
    rules.back() = test::denyAll(u"r191"_s);
    QCOMPARE(explain(policyOf(rules)).decision.rule->name.rule, u"r191"_s);
    QCOMPARE(m_evaluator->decide(m_question, m_device).effect, Effect::Deny);
}

ENIGM_TEST_MAIN(PolicyDecisionTest)
#include "PolicyDecisionTest.moc"
