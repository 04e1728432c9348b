#include "views/words/PolicyText.h"

#include "tests/models/policies/SamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"
#include "views/words/Language.h"
#include "views/words/PolicyFindingText.h"

#include <QSet>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace enigm::views;
using namespace Qt::StringLiterals;

/// Rules in plain language, made from their members.
class PolicyTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleIsASentence();
    void whatIsNotKnownIsSaid();
    void everyRuleHasWords();
    void timesGoOnPastMidnight();
    void germanSaysItWhole();
};

void PolicyTextTest::aRuleIsASentence()
{
    const words::Language english{QLocale(u"en_US"_s)};
    policy::Rule rule = connectRule(u"by-vpn"_s, policy::Effect::Allow, policy::Input::OsTrust, trustedOs | degradedOs);
    QCOMPARE(words::ruleSentence(rule, {}),
             u"A device may connect to the network if its system is Trusted or Degraded."_s);
    rule.conditions.groups = {fieldPhones, samplePolicy};
    rule.conditions.times = {{.days = 0b0010001, .from = 480, .minutes = 600}};
    rule.obligations = {policy::Obligation::Attest, policy::Obligation::UseVpnNetwork,
                        policy::Obligation::RestoreOsTrust};
    QCOMPARE(
        words::ruleSentence(rule, {{fieldPhones, u"Field"_s}}),
        u"A device may connect to the network if its system is Trusted or Degraded, it is in Field or %1 and it is "
        "Mon, Fri 08:00 to 18:00 UTC. It must then be attested again, use the VPN Network and get its system "
        "Trusted again."_s.arg(samplePolicy));
    const policy::Rule open = connectRule(u"no"_s, policy::Effect::Deny);
    QCOMPARE(words::ruleSentence(open, {}), u"A device may not connect to the network."_s);
    QCOMPARE(words::conditionsText(open.conditions, {}), u"always"_s);
}

void PolicyTextTest::whatIsNotKnownIsSaid()
{
    const policy::Rule open = connectRule(u"no"_s, policy::Effect::Deny);
    QVERIFY(words::missingSentence(open).isEmpty());
    const policy::Rule allows = connectRule(u"a"_s, policy::Effect::Allow, policy::Input::OsTrust, trustedOs);
    const policy::Rule denies = connectRule(u"d"_s, policy::Effect::Deny, policy::Input::OsTrust, trustedOs);
    QVERIFY(words::missingSentence(allows).contains(u"does not hold"_s));
    QVERIFY(words::missingSentence(denies).contains(u"holds as if it were so"_s));
}

/// No word is missing, and rules that differ are told apart.
void PolicyTextTest::everyRuleHasWords()
{
    PolicyMaker maker(77);
    QHash<QString, policy::Rule> said;
    for (int round = 0; round < 400; ++round) {
        const policy::Rule rule = maker.rule(u"r"_s, maker.oneOf(policy::allOf<policy::PolicyKind>()));
        const QString sentence = words::ruleSentence(rule, {});
        QVERIFY2(sentence.endsWith(u'.') && !sentence.contains(u"%1"_s) && !sentence.contains(u"%2"_s),
                 qPrintable(sentence));
        // A device comes by a path, and resources of sessions and paths go without saying.
        if (const auto same = said.constFind(sentence); same != said.constEnd())
            QCOMPARE(*same, rule);
        said.insert(sentence, rule);
        for (const policy::Input input : policy::allInputs()) {
            const QStringList texts = words::acceptedTexts(rule.conditions, input, {});
            QCOMPARE(texts.isEmpty(), !rule.conditions.asks(input));
            QVERIFY(!texts.contains(QString()));
        }
    }
    QVERIFY(said.size() > 300);
    for (const policy::FindingKind kind : {policy::FindingKind::Overridden, policy::FindingKind::RivalSettings})
        QVERIFY(words::findingText({.kind = kind, .rule = {samplePolicy, u"r"_s}, .other = {otherPolicy, {}}},
                                   samplePolicy, {{otherPolicy, u"Others"_s}})
                    .contains(kind == policy::FindingKind::Overridden ? u"r never"_s : u"Others"_s));
}

void PolicyTextTest::timesGoOnPastMidnight()
{
    QCOMPARE(words::windowText({.days = 0b1111111, .from = 22 * 60, .minutes = 8 * 60}),
             u"every day 22:00 to 06:00 UTC"_s);
    QCOMPARE(words::windowText({.days = 0b1000000, .from = 0, .minutes = policy::minutesOfDay}),
             u"Sun 00:00 to 24:00 UTC"_s);
}

void PolicyTextTest::germanSaysItWhole()
{
    const words::Language german{QLocale(u"de_DE"_s)};
    policy::Rule rule = connectRule(u"by-vpn"_s, policy::Effect::Allow, policy::Input::OsTrust, trustedOs);
    rule.obligations = {policy::Obligation::Attest};
    QCOMPARE(words::ruleSentence(rule, {}),
             u"Ein Gerät darf sich mit dem Netz verbinden, wenn sein System Vertrauenswürdig ist. Es muss dann neu "
             "attestiert werden."_s);
}

ENIGM_WIDGET_TEST_MAIN(PolicyTextTest)
#include "PolicyTextTest.moc"
