#include "app/enigmctl/output/PolicyWords.h"
#include "contract/policy/Evaluator.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// What enigmctl says of a rule and of a decision, in words.
class CtlPolicyWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleIsOneSentence();
    void aRuleSaysAllThatItAsksAndObliges();
    void everyActionHasWords();
    void aDecisionSaysWhichRuleAndWhatWouldHaveToDiffer();
};

namespace {

const QString group = u"0197f9a0-0000-7000-8000-0000000000a0"_s;

Rule connecting(Effect effect)
{
    return {
        .id = u"vpn"_s, .effect = effect, .action = ActionCategory::Connect, .resource = log::Resource::NetworkPath};
}

void accept(Rule &rule, Input input, std::initializer_list<Code> codes)
{
    for (const Code code : codes)
        rule.conditions.accepted[static_cast<std::size_t>(input)] |= codesOf(code);
}

} // namespace

void CtlPolicyWordsTest::aRuleIsOneSentence()
{
    QCOMPARE(ctl::policyRuleText(connecting(Effect::Allow)), u"A device may connect to the network."_s);
    QCOMPARE(ctl::policyRuleText(connecting(Effect::Deny)), u"A device may not connect to the network."_s);
    Rule rule = connecting(Effect::Deny);
    accept(rule, Input::OsTrust, {codeOf(reports::OsTrust::Untrusted)});
    QCOMPARE(ctl::policyRuleText(rule), u"A device may not connect to the network if its system is untrusted."_s);
}

void CtlPolicyWordsTest::aRuleSaysAllThatItAsksAndObliges()
{
    Rule rule = connecting(Effect::Allow);
    accept(rule, Input::OsTrust, {1, 2});
    accept(rule, Input::NetworkPath, {1, 2, 3});
    rule.conditions.groups = {group};
    rule.conditions.times = {{.days = 0b10001, .from = 485, .minutes = 600}};
    rule.obligations = {Obligation::Attest, Obligation::UseVpnNetwork};
    QCOMPARE(ctl::policyRuleText(rule, {{group, u"Field"_s}}),
             u"A device may connect to the network if its system is trusted or degraded, it comes by VPN Network, "
             "Proxy Network or Tor Gateway, it is in Field and it is Mon and Fri from 08:05 for 600 minutes (UTC). "
             "It must then be attested again and use the VPN Network."_s);
    QVERIFY(ctl::policyRuleText(rule).contains(group));
}

void CtlPolicyWordsTest::everyActionHasWords()
{
    QStringList texts;
    for (const ActionCategory action : allOf<ActionCategory>()) {
        const Rule rule{
            .id = u"r"_s, .effect = Effect::Allow, .action = action, .resource = log::Resource::DeviceGroup};
        texts.append(ctl::policyRuleText(rule));
    }
    QCOMPARE(texts.removeDuplicates(), 0);
    QCOMPARE(texts.constLast(), u"An operator may approve changes (device group)."_s);
}

void CtlPolicyWordsTest::aDecisionSaysWhichRuleAndWhatWouldHaveToDiffer()
{
    AssignedPolicy policy;
    policy.policy.policy = u"0197f9a0-0000-7000-8000-000000000001"_s;
    policy.policy.document.kind = PolicyKind::NetworkPath;
    Rule rule = connecting(Effect::Allow);
    accept(rule, Input::OsTrust, {1});
    rule.obligations = {Obligation::RestoreIntegrity};
    policy.policy.document.rules = {rule};
    GroupDictionary groups;
    const Evaluator evaluator({policy}, groups);
    const Question question{.action = rule.action, .resource = rule.resource, .actor = {ActorCategory::Device}};
    DeviceInputs device;
    QCOMPARE(ctl::explanationText(evaluator.explain(question, device)),
             u"Denied by rule device, which is always in force. What would have to differ: the state of the device and "
             "the trust in its system (nearest: rule vpn of policy 0197f9a0-0000-7000-8000-000000000001)."_s);
    device.set(fleet::DeviceState::Trusted);
    QVERIFY(ctl::explanationText(evaluator.explain(question, device)).startsWith(u"Denied: no rule allows it. What"_s));
    device.set(reports::OsTrust::Trusted);
    QCOMPARE(ctl::explanationText(evaluator.explain(question, device)),
             u"Permitted by rule vpn of policy 0197f9a0-0000-7000-8000-000000000001. It must then get its integrity "
             "restored."_s);
    const Evaluator nothing({}, groups);
    QVERIFY(ctl::explanationText(nothing.explain(question, device)).endsWith(u"would make it permitted."_s));
}

ENIGM_TEST_MAIN(CtlPolicyWordsTest)
#include "CtlPolicyWordsTest.moc"
