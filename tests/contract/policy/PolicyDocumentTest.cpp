#include "contract/json/JsonParser.h"
#include "contract/policy/PolicySet.h"
#include "tests/contract/policy/ExamplePolicies.h"
#include "tests/support/LogGuard.h"
#include "tests/support/policies/PolicyMaker.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>

using namespace enigm;
using namespace enigm::policy;
using namespace Qt::StringLiterals;

/// What a policy may say, and where in the document it is told that it may not.
class PolicyDocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPolicyIsReadAsItWasWritten();
    void theOrderInWhichItIsWrittenMakesNoOtherPolicy();
    void whatWasReadIsWrittenAsItWasRead();
    void aVersionHasOneDigest();
    void whatCannotBeMeantIsRefusedWithThePlace_data();
    void whatCannotBeMeantIsRefusedWithThePlace();
    void tooMuchIsRefused();
    void tooDeepIsRefused();
    void theStricterSettingHolds();
    void onlyPoliciesThatApplySetADevice();
    void windowsMayPassMidnightAndTheEndOfTheWeek();
    void wordsAreThoseOfTheContract();
};

namespace {

QString problemOf(const QByteArray &text)
{
    const auto document = PolicyDocument::parse(text);
    return document ? u"none"_s : problemSlug(document.error().type) + u" at "_s + document.error().where;
}

PolicyVersion versionOf(const QByteArray &text)
{
    return {.policy = u"0197f9a0-0000-7000-8000-000000000001"_s,
            .version = 3,
            .document = PolicyDocument::parse(text).value()};
}

} // namespace

void PolicyDocumentTest::aPolicyIsReadAsItWasWritten()
{
    const auto document = PolicyDocument::parse(test::examplePolicy());
    QVERIFY2(document, document ? "" : qPrintable(document.error().toString()));
    QCOMPARE(document->kind, PolicyKind::NetworkPath);
    QCOMPARE(document->rules.size(), 2U);
    const Rule &rule = document->rules.front();
    QCOMPARE(rule.id, u"field-by-vpn"_s);
    QCOMPARE(rule.effect, Effect::Allow);
    QCOMPARE(rule.conditions.acceptedWords(Input::OsTrust),
             (std::vector<QLatin1StringView>{"trusted"_L1, "degraded"_L1}));
    QVERIFY(rule.conditions.asks(Input::Groups));
    QVERIFY(rule.conditions.asks(Input::Times));
    QVERIFY(!rule.conditions.asks(Input::AppSession));
    QVERIFY(rule.obligations == (Obligations{Obligation::Attest, Obligation::UseVpnNetwork, Obligation::RestoreOsTrust,
                                             Obligation::RestoreTrustCenter}));
    QCOMPARE(document->rules.back().effect, Effect::Deny);
    QVERIFY(document->rules.back().obligations.isEmpty());
}

void PolicyDocumentTest::theOrderInWhichItIsWrittenMakesNoOtherPolicy()
{
    const auto document = PolicyDocument::parse(test::examplePolicy());
    const auto other = PolicyDocument::parse(
        test::examplePolicyWith(R"(["REVIEW_REQUIRED", "PROTECTED"])", R"(["PROTECTED","REVIEW_REQUIRED"])"));
    QVERIFY(document && other);
    QVERIFY(*document == *other);
    const QByteArray canonical = json::canonical(document->toJson());
    QVERIFY(canonical.contains(R"("trust_center":["PROTECTED","REVIEW_REQUIRED"])"));
    QVERIFY(canonical.contains(R"("times":[{"days":[1,5],"from":480,"minutes":600}])"));
    QVERIFY(canonical.contains(R"("groups":["0197f9a0-0000-7000-8000-0000000000a0",)"));
    QVERIFY(json::parseSigned(canonical));
}

void PolicyDocumentTest::whatWasReadIsWrittenAsItWasRead()
{
    test::PolicyMaker maker(1);
    for (int i = 0; i < 200; ++i) {
        for (const AssignedPolicy &policy : maker.policies()) {
            const QByteArray text = json::canonical(policy.policy.toJson());
            const auto read = PolicyVersion::fromJson(json::parse(text).value());
            QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
            QVERIFY(*read == policy.policy);
        }
    }
}

void PolicyDocumentTest::aVersionHasOneDigest()
{
    const PolicyVersion version = versionOf(test::examplePolicy());
    QCOMPARE(version.digest().size(), 32);
    PolicyVersion next = version;
    next.version = 4;
    QVERIFY(version.digest() != next.digest());
    QCOMPARE(versionOf(test::examplePolicyWith("[5, 1]", "[1, 5]")).digest(), version.digest());
    QVERIFY(versionOf(test::examplePolicyWith("[5, 1]", "[5, 2]")).digest() != version.digest());
}

void PolicyDocumentTest::whatCannotBeMeantIsRefusedWithThePlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after, const QString &problem) {
        QTest::newRow(name) << before << after << problem;
    };
    const QString rule = u"/rules/field-by-vpn"_s;
    const QString conditions = rule + u"/conditions"_s;
    row("another version", "\"v\": 1", "\"v\": 2", u"unsupported-version at /v"_s);
    row("no such kind", "\"network-path\"", "\"weather\"", u"out-of-range at /kind"_s);
    row("another kind", "\"network-path\"", "\"ota-eligibility\"", u"out-of-range at /rules/field-by-vpn/action"_s);
    row("a name of a person's mail", "Paths of the field offices", "kim@example.org", u"direct-identifier at /name"_s);
    row("no name", "Paths of the field offices", "", u"out-of-range at /name"_s);
    row("an unknown member", "\"v\": 1", R"("v": 1, "owner": null)", u"unknown-member at /owner"_s);
    row("settings of devices in a policy of paths", "\"settings\": null",
        R"("settings": {"launcher": "restricted", "privacy_mode": null, "proxy_network": null, "set_up": null,)"
        R"("tor_gateway": null, "vpn_network": null})",
        u"out-of-range at /settings"_s);
    row("a path in a state that there is not", "\"settings\": null",
        R"("settings": {"launcher": null, "privacy_mode": null, "proxy_network": "maybe", "set_up": null,)"
        R"("tor_gateway": null, "vpn_network": null})",
        u"out-of-range at /settings/proxy_network"_s);
    row("a rule twice", "no-untrusted-os", "field-by-vpn", u"duplicate-member at offset 1002"_s);
    row("an id of two lines", "field-by-vpn", "field by vpn", u"out-of-range at /rules"_s);
    row("no such effect", "\"allow\"", "\"ask\"", u"out-of-range at "_s + rule + u"/effect"_s);
    row("no such action", "\"connect\"", "\"fly\"", u"out-of-range at "_s + rule + u"/action"_s);
    row("a resource of another action", R"("resource": "network-path")", R"("resource": "release")",
        u"out-of-range at "_s + rule + u"/resource"_s);
    row("an empty list", R"(["device"])", "[]", u"out-of-range at "_s + conditions + u"/actor"_s);
    row("no list", R"(["device"])", "true", u"wrong-type at "_s + conditions + u"/actor"_s);
    row("no such word", R"(["device"])", R"(["device", "robot"])", u"out-of-range at "_s + conditions + u"/actor/1"_s);
    row("a number for a word", R"(["device"])", R"([1])", u"wrong-type at "_s + conditions + u"/actor/0"_s);
    row("a word twice", R"(["device"])", R"(["device", "device"])",
        u"not-canonical at "_s + conditions + u"/actor/1"_s);
    row("what is not known, as a word", R"(["intact"])", R"(["intact", "unknown"])",
        u"out-of-range at "_s + conditions + u"/integrity/1"_s);
    row("a condition left out", R"("app_session": null,)", "",
        u"missing-member at "_s + conditions + u"/app_session"_s);
    row("a condition that is none", R"("app_session": null,)", R"("app_session": null, "weather": null,)",
        u"unknown-member at "_s + conditions + u"/weather"_s);
    row("a group by name", "0197f9a0-0000-7000-8000-0000000000a0", "Field",
        u"malformed-encoding at "_s + conditions + u"/groups/1"_s);
    row("a group twice", "0197f9a0-0000-7000-8000-0000000000a0", "0197f9a0-0000-7000-8000-0000000000a1",
        u"not-canonical at "_s + conditions + u"/groups/1"_s);
    row("an eighth day", "[5, 1]", "[5, 8]", u"out-of-range at "_s + conditions + u"/times/0/days/1"_s);
    row("a day twice", "[5, 1]", "[5, 5]", u"not-canonical at "_s + conditions + u"/times/0/days/1"_s);
    row("no day", "[5, 1]", "[]", u"out-of-range at "_s + conditions + u"/times/0/days"_s);
    row("no minute", "600", "0", u"out-of-range at "_s + conditions + u"/times/0/minutes"_s);
    row("a fraction of a minute", "600", "600.5", u"wrong-type at "_s + conditions + u"/times/0/minutes"_s);
    row("obligations of a denial", R"("obligations": null)",
        R"("obligations": {"attest": true, "network_path": null, "restore": null})",
        u"out-of-range at /rules/no-untrusted-os/obligations"_s);
    row("obligations to nothing",
        R"({"attest": true, "network_path": "vpn-network", "restore": ["trust_center", "os_trust"]})",
        R"({"attest": false, "network_path": null, "restore": null})",
        u"not-canonical at "_s + rule + u"/obligations"_s);
    row("a path that the conditions rule out", R"("network_path": "vpn-network")", R"("network_path": "tor-gateway")",
        u"out-of-range at "_s + rule + u"/obligations/network_path"_s);
    row("to restore what is so", R"(["trusted", "degraded"])", R"(["trusted"])",
        u"out-of-range at "_s + rule + u"/obligations/restore"_s);
    row("to restore an attestation", R"(["trust_center", "os_trust"])", R"(["attestation"])",
        u"out-of-range at "_s + rule + u"/obligations/restore/0"_s);
    row("to restore it twice", R"(["trust_center", "os_trust"])", R"(["os_trust", "os_trust"])",
        u"not-canonical at "_s + rule + u"/obligations/restore/1"_s);
    row("to restore nothing", R"(["trust_center", "os_trust"])", "[]",
        u"not-canonical at "_s + rule + u"/obligations/restore"_s);
    row("no JSON", "\"v\": 1,", "\"v\" 1,", u"malformed-json at offset 12"_s);
    row("rules in a list", "\"rules\": {", "\"rules\": [{}], \"more\": {", u"wrong-type at /rules"_s);
}

void PolicyDocumentTest::whatCannotBeMeantIsRefusedWithThePlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, problem);
    QCOMPARE(problemOf(test::examplePolicyWith(before, after)), problem);
}

void PolicyDocumentTest::tooMuchIsRefused()
{
    PolicyDocument document = PolicyDocument::parse(test::examplePolicy()).value();
    document.rules = {};
    for (std::size_t i = 0; i < PolicyDocument::maxRules; ++i)
        document.rules.push_back(test::allowAll(u"r%1"_s.arg(i, 3, 10, QLatin1Char('0'))));
    QCOMPARE(problemOf(json::canonical(document.toJson())), u"none"_s);
    document.rules.push_back(test::allowAll(u"r999"_s));
    QCOMPARE(problemOf(json::canonical(document.toJson())), u"too-large at /rules"_s);

    document.rules = {test::allowAll(u"r1"_s)};
    for (std::size_t i = 0; i <= Conditions::mostGroups; ++i)
        document.rules[0].conditions.groups.push_back(u"0197f9a0-0000-7000-8000-%1"_s.arg(i, 12, 16, QLatin1Char('0')));
    QCOMPARE(problemOf(json::canonical(document.toJson())), u"too-large at /rules/r1/conditions/groups"_s);
    document.rules[0].conditions.groups.pop_back();
    QCOMPARE(problemOf(json::canonical(document.toJson())), u"none"_s);

    QByteArray padded = test::examplePolicy();
    padded.append(PolicyDocument::maxBytes - padded.size(), ' ');
    QCOMPARE(problemOf(padded), u"none"_s);
    QCOMPARE(problemOf(padded + ' '), u"too-large at "_s);
}

void PolicyDocumentTest::tooDeepIsRefused()
{
    const QByteArray deep = QByteArray(20'000, '[') + QByteArray(20'000, ']');
    QVERIFY(problemOf(deep).startsWith(u"malformed-json at offset"_s));
    QVERIFY(problemOf(test::examplePolicyWith("\"settings\": null", "\"settings\": " + deep))
                .startsWith(u"malformed-json at offset"_s));
}

void PolicyDocumentTest::theStricterSettingHolds()
{
    const Settings relaxed{.privacyMode = PrivacyMode::Allowed, .launcher = Launcher::Standard, .setUp = SetUp::Open};
    const Settings strict{
        .privacyMode = PrivacyMode::Required, .launcher = Launcher::Restricted, .setUp = SetUp::Locked};
    const Settings silent;
    QCOMPARE(relaxed.combined(strict), strict);
    QCOMPARE(strict.combined(relaxed), strict);
    QCOMPARE(silent.combined(relaxed), relaxed);
    QCOMPARE(relaxed.combined(silent), relaxed);
    const auto read = Settings::fromJson(strict.toJson(), {});
    QVERIFY(read);
    QCOMPARE(*read, strict);
    QVERIFY(!Settings::fromJson(silent.toJson(), {}));
}

void PolicyDocumentTest::onlyPoliciesThatApplySetADevice()
{
    AssignedPolicy forAll;
    forAll.policy.document.settings = {.privacyMode = PrivacyMode::Allowed, .launcher = Launcher::Restricted};
    AssignedPolicy forField;
    forField.policy.document.settings = {.privacyMode = PrivacyMode::Required, .setUp = SetUp::Locked};
    forField.groups = {QString::fromLatin1(test::fieldGroup)};
    const PolicySet policies{forAll, forField};
    QCOMPARE(settingsFor(policies, {}), forAll.policy.document.settings);
    const Settings both{.privacyMode = PrivacyMode::Required, .launcher = Launcher::Restricted, .setUp = SetUp::Locked};
    QCOMPARE(settingsFor(policies, *forField.groups), both);
}

void PolicyDocumentTest::windowsMayPassMidnightAndTheEndOfTheWeek()
{
    // 1 January 1970 was a Thursday, and the minute before it a Wednesday's last.
    QCOMPARE(minuteOfWeek(0), 3 * minutesOfDay);
    QCOMPARE(minuteOfWeek(-1), 3 * minutesOfDay - 1);
    QCOMPARE(minuteOfWeek(1'767'571'200), 0);                                    // Monday, 5 January 2026
    const TimeWindow night{.days = 1U << 6, .from = 22 * 60, .minutes = 8 * 60}; // from Sunday evening on
    QVERIFY(!night.holdsAt(6 * minutesOfDay + 22 * 60 - 1));
    QVERIFY(night.holdsAt(6 * minutesOfDay + 22 * 60));
    QVERIFY(night.holdsAt(0));
    QVERIFY(night.holdsAt(6 * 60 - 1));
    QVERIFY(!night.holdsAt(6 * 60));
    const TimeWindow always{.days = 127, .from = 600, .minutes = minutesOfDay};
    for (int minute = 0; minute < minutesOfWeek; ++minute)
        QVERIFY(always.holdsAt(minute));
}

void PolicyDocumentTest::wordsAreThoseOfTheContract()
{
    for (const PolicyKind kind : allOf<PolicyKind>())
        QCOMPARE(fromWord<PolicyKind>(toWord(kind)), kind);
    for (const ActionCategory action : allOf<ActionCategory>()) {
        QCOMPARE(fromWord<ActionCategory>(toWord(action)), action);
        QVERIFY(std::ranges::any_of(log::allResources(),
                                    [action](log::Resource resource) { return bearsOn(action, resource); }));
    }
    for (const Obligation obligation : allOf<Obligation>())
        QCOMPARE(fromWord<Obligation>(toWord(obligation)), obligation);
    QVERIFY(!fromWord<Effect>("Allow"_L1));
    for (const Input input : allInputs()) {
        const auto words = wordsOf(input);
        QVERIFY(words.size() < codeCount);
        QVERIFY(std::ranges::find(words, "unknown"_L1) == words.end());
    }
    DeviceInputs device;
    device.set(reports::OsTrust::Untrusted);
    QCOMPARE(wordsOf(Input::OsTrust)[device.code(Input::OsTrust) - 1U], "untrusted"_L1);
    device.set(reports::OsTrust::Unknown);
    QCOMPARE(device.code(Input::OsTrust), missing);
}

ENIGM_TEST_MAIN(PolicyDocumentTest)
#include "PolicyDocumentTest.moc"
