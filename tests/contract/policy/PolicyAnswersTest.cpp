#include "contract/json/JsonParser.h"
#include "contract/policy/DecisionAnswer.h"
#include "contract/policy/FindingAnswer.h"
#include "tests/support/LogGuard.h"

#include <QCoreApplication>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::policy;

/// What a control plane answers about policies, as everybody reads it.
class PolicyAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decisionsAreReadAsTheyWereWritten_data();
    void decisionsAreReadAsTheyWereWritten();
    void aDecisionThatIsNoneIsRefused_data();
    void aDecisionThatIsNoneIsRefused();
    void findingsAreReadAsTheyWereWritten_data();
    void findingsAreReadAsTheyWereWritten();
    void aFindingSaysWhereItIs();
    void aRuleIsNamedExactly_data();
    void aRuleIsNamedExactly();
};

namespace {

const QString policyId = u"0197f9a0-0000-7000-8000-000000000001"_s;
const QString otherId = u"0197f9a0-0000-7000-8000-000000000002"_s;
const RuleName allowing{policyId, u"allow-vpn"_s};
const RuleName denying{otherId, u"deny"_s};

DecisionAnswer permit()
{
    return {.action = ActionCategory::Connect,
            .resource = log::Resource::NetworkPath,
            .path = NetworkPath::VpnNetwork,
            .effect = Effect::Allow,
            .category = {},
            .obligations = {Obligation::Attest, Obligation::UseVpnNetwork, Obligation::UseTorGateway},
            .reasons = DecisionReasons{.rule = allowing},
            .time = 100,
            .validUntil = 160};
}

DecisionAnswer denial()
{
    return {.action = ActionCategory::Access,
            .resource = log::Resource::Account,
            .path = {},
            .effect = Effect::Deny,
            .category = DenialCategory::DeniedBy,
            .obligations = {},
            .reasons = DecisionReasons{.rule = denying,
                                       .denying = {denying},
                                       .differ = {Input::OsTrust, Input::Times},
                                       .nearest = allowing},
            .time = 100,
            .validUntil = 100};
}

DecisionAnswer without(DecisionAnswer answer)
{
    answer.reasons.reset();
    return answer;
}

} // namespace

void PolicyAnswersTest::decisionsAreReadAsTheyWereWritten_data()
{
    QTest::addColumn<DecisionAnswer>("answer");
    QTest::newRow("permit") << permit();
    QTest::newRow("permit without reasons") << without(permit());
    QTest::newRow("denial") << denial();
    QTest::newRow("denial without reasons") << without(denial());
    DecisionAnswer silent = denial();
    silent.category = DenialCategory::NotAllowed;
    silent.reasons = DecisionReasons();
    QTest::newRow("nothing allows") << silent;
    DecisionAnswer floor = denial();
    floor.category = DenialCategory::Floor;
    floor.reasons->rule = RuleName{floorPolicy, floorDevice};
    floor.reasons->denying = {*floor.reasons->rule};
    QTest::newRow("the floor") << floor;
}

void PolicyAnswersTest::decisionsAreReadAsTheyWereWritten()
{
    QFETCH(DecisionAnswer, answer);
    const auto parsed = json::parse(json::canonical(answer.toJson()));
    QVERIFY(parsed);
    const auto read = DecisionAnswer::fromJson(*parsed);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(*read, answer);
}

void PolicyAnswersTest::aDecisionThatIsNoneIsRefused_data()
{
    QTest::addColumn<DecisionAnswer>("answer");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const DecisionAnswer &answer, const char *before, const char *after,
                        const char *where) {
        QTest::newRow(name) << answer << QByteArray(before) << QByteArray(after) << QString::fromLatin1(where);
    };
    row("another action", permit(), R"("action":"connect")", R"("action":"fly")", "/action");
    row("a resource without it", permit(), R"("resource":"network-path")", R"("resource":"key")", "/resource");
    row("a permit of some category", permit(), R"("category":null)", R"("category":"floor")", "/category");
    row("a denial of none", denial(), R"("category":"denied")", R"("category":null)", "/category");
    row("another category", denial(), R"("category":"denied")", R"("category":"mood")", "/category");
    row("a denial that obliges", denial(), R"("obligations":[])", R"("obligations":["attest"])", "/obligations");
    row("an obligation twice", permit(), R"("obligations":["attest",)", R"("obligations":["attest","attest",)",
        "/obligations");
    row("an input of none", denial(), R"("os_trust")", R"("shoe_size")", "/reasons/differ/0");
    row("good until it was decided", permit(), R"("valid_until":160)", R"("valid_until":99)", "/valid_until");
    row("a permit that is denied", permit(), R"("differ":[])", R"("differ":["times"])", "/reasons");
    row("a permit by nothing", without(permit()), R"("reasons":null)",
        R"("reasons":{"denying":[],"differ":[],"nearest":null,"rule":null})", "/reasons");
    row("a denial by what does not deny", denial(),
        R"([{"policy":"0197f9a0-0000-7000-8000-000000000002","rule":"deny"}])", "[]", "/reasons");
    row("more than that", denial(), R"("time":100)", R"("time":100,"why":1)", "/why");
}

void PolicyAnswersTest::aDecisionThatIsNoneIsRefused()
{
    QFETCH(DecisionAnswer, answer);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QByteArray bytes = json::canonical(answer.toJson());
    QVERIFY(bytes.contains(before));
    const auto read = DecisionAnswer::fromJson(json::parse(bytes.replace(before, after)).value());
    QVERIFY(!read);
    QTEST(read.error().where, "where");
}

void PolicyAnswersTest::findingsAreReadAsTheyWereWritten_data()
{
    QTest::addColumn<FindingAnswer>("answer");
    QTest::newRow("one rule") << FindingAnswer{.finding = {.kind = FindingKind::NoDevice, .rule = allowing},
                                               .pointer = u"/rules/allow-vpn"_s};
    QTest::newRow("two") << FindingAnswer{
        .finding = {.kind = FindingKind::Contradicted, .rule = allowing, .other = denying}, .pointer = {}};
    QTest::newRow("two policies") << FindingAnswer{
        .finding = {.kind = FindingKind::SharedDevices, .rule = {policyId, {}}, .other = {otherId, {}}},
        .pointer = u""_s};
}

void PolicyAnswersTest::findingsAreReadAsTheyWereWritten()
{
    QFETCH(FindingAnswer, answer);
    const auto parsed = json::parse(json::canonical(answer.toJson()));
    QVERIFY(parsed);
    const auto read = FindingAnswer::fromJson(*parsed);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    QCOMPARE(*read, answer);
}

void PolicyAnswersTest::aFindingSaysWhereItIs()
{
    const auto pointer = [](FindingKind kind, const RuleName &rule, const RuleName &other) {
        return FindingAnswer::of({.kind = kind, .rule = rule, .other = other}, policyId).pointer;
    };
    QCOMPARE(pointer(FindingKind::Redundant, allowing, denying), u"/rules/allow-vpn"_s);
    QCOMPARE(pointer(FindingKind::Contradicted, denying, allowing), u"/rules/allow-vpn"_s);
    QCOMPARE(pointer(FindingKind::SharedDevices, {policyId, {}}, {otherId, {}}), u""_s);
    QCOMPARE(pointer(FindingKind::RivalSettings, {otherId, {}}, {policyId, {}}), u"/settings"_s);
    QCOMPARE(pointer(FindingKind::NoDevice, {policyId, u"settings/vpn_network"_s}, {}), u"/settings/vpn_network"_s);
    QVERIFY(!pointer(FindingKind::NoDevice, denying, {}));
}

void PolicyAnswersTest::aRuleIsNamedExactly_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<bool>("isName");
    QTest::newRow("a rule") << policyId << u"allow-vpn"_s << true;
    QTest::newRow("a whole policy") << policyId << u""_s << true;
    QTest::newRow("what a setting comes to") << policyId << u"settings/vpn_network"_s << true;
    QTest::newRow("what no setting comes to") << policyId << u"settings/launcher"_s << false;
    QTest::newRow("of the floor") << u"floor"_s << u"actor"_s << true;
    QTest::newRow("what the floor has not") << u"floor"_s << u"allow"_s << false;
    QTest::newRow("no policy") << u"policy"_s << u"allow"_s << false;
    QTest::newRow("no rule") << policyId << u"<b>"_s << false;
}

void PolicyAnswersTest::aRuleIsNamedExactly()
{
    QFETCH(QString, policy);
    QFETCH(QString, rule);
    const RuleName name{policy, rule};
    const auto read = parseRuleName(toJson(name), {});
    QTEST(read.has_value(), "isName");
    if (read)
        QCOMPARE(*read, name);
}

ENIGM_TEST_MAIN(PolicyAnswersTest)
#include "PolicyAnswersTest.moc"
