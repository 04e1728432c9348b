#include "contract/policy/Analysis.h"
#include "contract/policy/Evaluator.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// What an approver is told of policies before they bite.
class PolicyAnalysisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aSoundPolicyHasNoFindings();
    void aRuleThatIsAlwaysDeniedIsToldSo();
    void aRuleThatSeveralDenyTogetherIsToldSo();
    void aRuleForDevicesOutOfServiceIsToldSo();
    void aDenialAtOtherTimesLeavesSomething();
    void aRuleThatAnotherCoversIsRedundant();
    void aRuleWithObligationsOfItsOwnIsNotRedundant();
    void aRuleThatNoDeviceSatisfiesIsToldSo();
    void policiesForTheSameDevicesAreToldSo();
    void policiesShareDevicesThatAreInGroupsOfBoth();
    void anotherPolicysDenialIsToldBeforeItBites();
    void rivalPathsAreToldSo();
    void rivalSettingsAreToldSo();
    void whatIsSaidToBeOverriddenNeverDecides();

private:
    [[nodiscard]] std::vector<Finding> findings() { return analyse(m_policies, m_groups, m_fleet); }
    AssignedPolicy &add(const QString &id, std::vector<Rule> rules);

    PolicySet m_policies;
    GroupDictionary m_groups;
    FleetColumns m_fleet;
};

namespace {

const QString first = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString second = u"0197f9a0-0000-7000-8000-000000000002"_s;
const QString field = QString::fromLatin1(test::fieldGroup);
const QString office = u"0197f9a0-0000-7000-8000-0000000000a1"_s;

Rule asking(Rule rule, Input input, std::initializer_list<int> codes)
{
    for (const int code : codes)
        rule.conditions.accepted[static_cast<std::size_t>(input)] |= codesOf(static_cast<Code>(code));
    return rule;
}

Finding found(FindingKind kind, const RuleName &rule, const RuleName &other = {})
{
    return {.kind = kind, .rule = rule, .other = other};
}

DeviceInputs deviceIn(GroupDictionary &groups, const std::vector<QString> &names)
{
    DeviceInputs device;
    device.set(fleet::DeviceState::Trusted);
    device.setGroups(groups.setOf(names));
    return device;
}

} // namespace

void PolicyAnalysisTest::init()
{
    m_policies.clear();
    m_groups = {};
    m_fleet = {};
}

AssignedPolicy &PolicyAnalysisTest::add(const QString &id, std::vector<Rule> rules)
{
    AssignedPolicy policy;
    policy.policy.policy = id;
    policy.policy.document.kind = PolicyKind::NetworkPath;
    policy.policy.document.rules = std::move(rules);
    m_policies.push_back(policy);
    return m_policies.back();
}

void PolicyAnalysisTest::aSoundPolicyHasNoFindings()
{
    AssignedPolicy &policy = add(first, {});
    policy.policy.document = PolicyDocument::parse(test::examplePolicy()).value();
    QVERIFY(findings().empty());
}

void PolicyAnalysisTest::aRuleThatIsAlwaysDeniedIsToldSo()
{
    add(first, {asking(test::allowAll(u"allow"_s), Input::OsTrust, {2}),
                asking(test::denyAll(u"deny"_s), Input::OsTrust, {2, 3})});
    QCOMPARE(findings(), (std::vector{found(FindingKind::Overridden, {first, u"allow"_s})}));
    m_policies.front().policy.document.rules.front().conditions.accepted[std::size_t(Input::OsTrust)] |= codesOf(1);
    QVERIFY(findings().empty());
}

void PolicyAnalysisTest::aRuleThatSeveralDenyTogetherIsToldSo()
{
    // Neither denies all of it; what one leaves, the others take.
    Rule allow = asking(test::allowAll(u"allow"_s), Input::OsTrust, {2, 3});
    Rule degraded = asking(test::denyAll(u"degraded"_s), Input::OsTrust, {2});
    Rule altered = asking(asking(test::denyAll(u"altered"_s), Input::OsTrust, {3}), Input::Integrity, {2});
    Rule intact = asking(asking(test::denyAll(u"intact"_s), Input::OsTrust, {3}), Input::Integrity, {1});
    add(first, {allow, degraded, altered, intact});
    QCOMPARE(findings(), (std::vector{found(FindingKind::Overridden, {first, u"allow"_s})}));
    m_policies.front().policy.document.rules.pop_back();
    QVERIFY(findings().empty());
}

void PolicyAnalysisTest::aRuleForDevicesOutOfServiceIsToldSo()
{
    add(first, {asking(test::allowAll(u"allow"_s), Input::DeviceState, {codeOf(fleet::DeviceState::Revoked)})});
    QCOMPARE(findings(), (std::vector{found(FindingKind::Overridden, {first, u"allow"_s})}));
}

void PolicyAnalysisTest::aDenialAtOtherTimesLeavesSomething()
{
    Rule deny = test::denyAll(u"deny"_s);
    deny.conditions.times = {{.days = 127, .from = 0, .minutes = minutesOfDay - 1}};
    add(first, {test::allowAll(u"allow"_s), deny});
    QVERIFY(findings().empty());
    m_policies.front().policy.document.rules.back().conditions.times.front().minutes = minutesOfDay;
    QCOMPARE(findings(), (std::vector{found(FindingKind::Overridden, {first, u"allow"_s})}));
}

void PolicyAnalysisTest::aRuleThatAnotherCoversIsRedundant()
{
    Rule narrow = asking(test::allowAll(u"narrow"_s), Input::OsTrust, {1});
    narrow.conditions.groups = {field};
    add(first, {narrow, asking(test::allowAll(u"wide"_s), Input::OsTrust, {1, 2})});
    QCOMPARE(findings(), (std::vector{found(FindingKind::Redundant, {first, u"narrow"_s}, {first, u"wide"_s})}));
    // Of two that say the same, the later one.
    m_policies.front().policy.document.rules = {test::denyAll(u"b"_s), test::denyAll(u"a"_s)};
    QCOMPARE(findings(), (std::vector{found(FindingKind::Redundant, {first, u"b"_s}, {first, u"a"_s})}));
    // A rule that asks for an input is not covered by one that asks for more.
    m_policies.front().policy.document.rules = {asking(test::allowAll(u"a"_s), Input::OsTrust, {1}),
                                                asking(test::allowAll(u"b"_s), Input::Integrity, {1, 2})};
    QVERIFY(findings().empty());
}

void PolicyAnalysisTest::aRuleWithObligationsOfItsOwnIsNotRedundant()
{
    Rule obliging = test::allowAll(u"obliging"_s);
    obliging.obligations = {Obligation::Attest};
    add(first, {obliging, test::allowAll(u"plain"_s)});
    QCOMPARE(findings(), (std::vector{found(FindingKind::Redundant, {first, u"plain"_s}, {first, u"obliging"_s})}));
}

void PolicyAnalysisTest::aRuleThatNoDeviceSatisfiesIsToldSo()
{
    add(first, {asking(test::allowAll(u"restricted"_s), Input::DeviceState, {codeOf(fleet::DeviceState::Restricted)}),
                asking(test::allowAll(u"trusted"_s), Input::DeviceState, {codeOf(fleet::DeviceState::Trusted)})});
    QVERIFY(findings().empty()); // nothing is known of any device
    m_fleet.append(deviceIn(m_groups, {field}));
    QCOMPARE(findings(), (std::vector{found(FindingKind::NoDevice, {first, u"restricted"_s})}));
}

void PolicyAnalysisTest::policiesForTheSameDevicesAreToldSo()
{
    add(first, {test::allowAll(u"a"_s)}).groups = {field};
    add(second, {asking(test::allowAll(u"b"_s), Input::OsTrust, {1})}).groups = {office};
    QVERIFY(findings().empty());
    m_policies.back().groups = {field, office};
    const Finding shared = found(FindingKind::SharedDevices, {first, {}}, {second, {}});
    QVERIFY(std::ranges::count(findings(), shared) == 1);
    m_policies.back().groups.reset();
    QCOMPARE(findings(), (std::vector{shared}));
    // Policies of two kinds answer two questions.
    m_policies.back().policy.document.kind = PolicyKind::DeviceTrust;
    QVERIFY(findings().empty());
}

void PolicyAnalysisTest::policiesShareDevicesThatAreInGroupsOfBoth()
{
    add(first, {}).groups = {field};
    add(second, {}).groups = {office};
    m_fleet.append(deviceIn(m_groups, {field}));
    m_fleet.append(deviceIn(m_groups, {office}));
    QVERIFY(findings().empty());
    m_fleet.append(deviceIn(m_groups, {field, office}));
    QCOMPARE(findings(), (std::vector{found(FindingKind::SharedDevices, {first, {}}, {second, {}})}));
}

void PolicyAnalysisTest::anotherPolicysDenialIsToldBeforeItBites()
{
    const Rule deny = asking(test::denyAll(u"deny"_s), Input::OsTrust, {2, 3});
    add(first, {asking(test::allowAll(u"allow"_s), Input::OsTrust, {1, 2}), deny});
    QVERIFY(findings().empty()); // an exception of its own
    m_policies.front().policy.document.rules.pop_back();
    add(second, {deny});
    const Finding shared = found(FindingKind::SharedDevices, {first, {}}, {second, {}});
    QCOMPARE(findings(),
             (std::vector{shared, found(FindingKind::Contradicted, {first, u"allow"_s}, {second, u"deny"_s})}));
    m_policies.back().policy.document.rules = {asking(test::denyAll(u"deny"_s), Input::OsTrust, {3})};
    QCOMPARE(findings(), (std::vector{shared}));
}

void PolicyAnalysisTest::rivalPathsAreToldSo()
{
    Rule byVpn = asking(test::allowAll(u"vpn"_s), Input::OsTrust, {1, 2});
    byVpn.obligations = {Obligation::UseVpnNetwork};
    Rule byTor = asking(test::allowAll(u"tor"_s), Input::OsTrust, {2, 3});
    byTor.obligations = {Obligation::UseTorGateway};
    add(first, {byVpn, byTor});
    QCOMPARE(findings(), (std::vector{found(FindingKind::RivalPaths, {first, u"tor"_s}, {first, u"vpn"_s})}));
    m_policies.front().policy.document.rules.front() = asking(test::allowAll(u"vpn"_s), Input::OsTrust, {1, 2});
    QVERIFY(findings().empty());
}

void PolicyAnalysisTest::rivalSettingsAreToldSo()
{
    add(second, {}).policy.document = {
        .kind = PolicyKind::DeviceTrust, .name = u"b"_s, .rules = {}, .settings = {.launcher = Launcher::Standard}};
    add(first, {}).policy.document = {
        .kind = PolicyKind::DeviceTrust, .name = u"a"_s, .rules = {}, .settings = {.launcher = Launcher::Restricted}};
    const RuleName left{first, {}};
    const RuleName right{second, {}};
    QCOMPARE(findings(), (std::vector{found(FindingKind::SharedDevices, left, right),
                                      found(FindingKind::RivalSettings, left, right)}));
    m_policies.front().policy.document.settings = {.setUp = SetUp::Locked};
    QCOMPARE(findings(), (std::vector{found(FindingKind::SharedDevices, left, right)}));
}

/// Of a hundred sets of policies that chance made, over devices that chance made.
void PolicyAnalysisTest::whatIsSaidToBeOverriddenNeverDecides()
{
    test::PolicyMaker maker(12);
    std::size_t overridden = 0;
    for (int i = 0; i < 100; ++i) {
        m_policies = maker.policies();
        const auto findings = this->findings();
        const Evaluator evaluator(m_policies, m_groups);
        const auto isFound = [&findings](const RuleName &rule) {
            return std::ranges::find(findings, found(FindingKind::Overridden, rule)) != findings.end();
        };
        overridden += static_cast<std::size_t>(std::ranges::count(findings, FindingKind::Overridden, &Finding::kind));
        for (int j = 0; j < 200; ++j) {
            const Decision decision = evaluator.decide(maker.questionFor(m_policies), maker.device().inputs(m_groups));
            if (decision.effect == Effect::Allow)
                QVERIFY(!isFound(decision.rule->name));
        }
    }
    QVERIFY(overridden > 0);
}

ENIGM_TEST_MAIN(PolicyAnalysisTest)
#include "PolicyAnalysisTest.moc"
