#include "contract/fleet/GroupRule.h"

#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace enigm::fleet;
using namespace Qt::StringLiterals;

/// Which devices a rule finds, and that a rule has one spelling.
class GroupRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClauseMustHold_data();
    void everyClauseMustHold();
    void whatIsNotKnownSatisfiesNothing();
    void aRuleIsReadAsItWasWritten();
    void anotherSpellingIsRefused_data();
    void anotherSpellingIsRefused();
    void patchLevelsAreMonths();
};

namespace {

constexpr auto nothing = R"({"attestation":null,"patch":null,"security_level":null,"simulated":null,"state":null})";

GroupFacts ordinary()
{
    return {.state = DeviceState::Trusted,
            .attestation = AttestationOutcome::Verified,
            .securityLevel = SecurityLevel::StrongBox,
            .patch = 202606,
            .simulated = false};
}

Expected<GroupRule> read(const QByteArray &text)
{
    const auto value = json::parse(text);
    if (!value)
        return std::unexpected(value.error());
    return GroupRule::fromJson(*value, u"/rule"_s);
}

/// A rule of which one clause is this.
QByteArray ruleWith(const QByteArray &clause, const QByteArray &text)
{
    return QByteArray(nothing).replace('"' + clause + "\":null", '"' + clause + "\":" + text);
}

} // namespace

void GroupRuleTest::everyClauseMustHold_data()
{
    QTest::addColumn<QByteArray>("clause");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    QTest::newRow("state") << "state"_ba << R"(["trusted"])"_ba << true;
    QTest::newRow("one of the states") << "state"_ba << R"(["restricted","trusted"])"_ba << true;
    QTest::newRow("another state") << "state"_ba << R"(["restricted"])"_ba << false;
    QTest::newRow("attestation") << "attestation"_ba << R"(["verified"])"_ba << true;
    QTest::newRow("another outcome") << "attestation"_ba << R"(["not-evaluated"])"_ba << false;
    QTest::newRow("level") << "security_level"_ba << R"(["software","strongbox"])"_ba << true;
    QTest::newRow("another level") << "security_level"_ba << R"(["trusted-environment"])"_ba << false;
    QTest::newRow("not simulated") << "simulated"_ba << "false"_ba << true;
    QTest::newRow("simulated") << "simulated"_ba << "true"_ba << false;
    QTest::newRow("from this patch on") << "patch"_ba << R"({"at_least":202606,"at_most":null})"_ba << true;
    QTest::newRow("from a later patch on") << "patch"_ba << R"({"at_least":202607,"at_most":null})"_ba << false;
    QTest::newRow("up to this patch") << "patch"_ba << R"({"at_least":null,"at_most":202606})"_ba << true;
    QTest::newRow("up to an earlier patch") << "patch"_ba << R"({"at_least":null,"at_most":202605})"_ba << false;
    QTest::newRow("this patch alone") << "patch"_ba << R"({"at_least":202606,"at_most":202606})"_ba << true;
}

void GroupRuleTest::everyClauseMustHold()
{
    QFETCH(QByteArray, clause);
    QFETCH(QByteArray, text);
    QFETCH(bool, matches);
    const auto rule = read(ruleWith(clause, text));
    QVERIFY2(rule, qPrintable(rule ? QString() : rule.error().toString()));
    QCOMPARE(rule->matches(ordinary()), matches);
    // With a second clause that holds it is the same; with one that does not, it never matches.
    GroupRule narrowed = *rule;
    narrowed.simulated = false;
    QCOMPARE(narrowed.matches(ordinary()), clause == "simulated" || matches);
    narrowed.simulated = true;
    QVERIFY(!narrowed.matches(ordinary()));
}

void GroupRuleTest::whatIsNotKnownSatisfiesNothing()
{
    GroupFacts unknown = ordinary();
    unknown.patch.reset();
    unknown.securityLevel.reset();
    for (const QByteArray &range :
         {R"({"at_least":200001,"at_most":null})"_ba, R"({"at_least":null,"at_most":999912})"_ba})
        QVERIFY(!read(ruleWith("patch", range))->matches(unknown));
    QVERIFY(!read(ruleWith("security_level", R"(["software","strongbox","trusted-environment"])"))->matches(unknown));
    QVERIFY(read(ruleWith("state", R"(["trusted"])"))->matches(unknown));
}

void GroupRuleTest::aRuleIsReadAsItWasWritten()
{
    GroupRule rule{.attestation = {AttestationOutcome::Verified, AttestationOutcome::NotEvaluated},
                   .patch = PatchRange{.atLeast = 202601, .atMost = {}},
                   .securityLevel = {SecurityLevel::TrustedEnvironment, SecurityLevel::Software},
                   .simulated = true,
                   .state = {DeviceState::Trusted, DeviceState::Restricted, DeviceState::Trusted}};
    QVERIFY(!GroupRule::fromJson(rule.toJson(), {}));
    rule.sortWords();
    QCOMPARE(rule.state.size(), 2U);
    QCOMPARE(
        json::canonical(rule.toJson()),
        R"({"attestation":["not-evaluated","verified"],"patch":{"at_least":202601,"at_most":null},)"
        R"("security_level":["software","trusted-environment"],"simulated":true,"state":["restricted","trusted"]})"_ba);
    QCOMPARE(GroupRule::fromJson(rule.toJson(), {}).value(), rule);
}

void GroupRuleTest::anotherSpellingIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("slug");
    const auto row = [](const char *name, const QByteArray &text, const QString &slug) {
        QTest::newRow(name) << text << slug;
    };
    row("asks nothing", nothing, u"out-of-range"_s);
    row("no object", "[]", u"wrong-type"_s);
    row("a member missing", R"({"attestation":null,"patch":null,"security_level":null,"simulated":true})",
        u"missing-member"_s);
    row("one more member", ruleWith("simulated", R"(true,"owner":null)"), u"unknown-member"_s);
    row("a word alone", ruleWith("state", R"("trusted")"), u"wrong-type"_s);
    row("a number for a word", ruleWith("state", "[1]"), u"wrong-type"_s);
    row("an unknown word", ruleWith("state", R"(["lost"])"), u"out-of-range"_s);
    row("a word of another fact", ruleWith("attestation", R"(["trusted"])"), u"out-of-range"_s);
    row("words out of order", ruleWith("state", R"(["trusted","restricted"])"), u"not-canonical"_s);
    row("a word twice", ruleWith("state", R"(["trusted","trusted"])"), u"not-canonical"_s);
    row("no word", ruleWith("state", "[]"), u"not-canonical"_s);
    row("a flag as text", ruleWith("simulated", R"("yes")"), u"wrong-type"_s);
    row("an open range", ruleWith("patch", R"({"at_least":null,"at_most":null})"), u"not-canonical"_s);
    row("an empty range", ruleWith("patch", R"({"at_least":202602,"at_most":202601})"), u"out-of-range"_s);
    row("half a range", ruleWith("patch", R"({"at_least":202602})"), u"missing-member"_s);
    row("no month", ruleWith("patch", R"({"at_least":202613,"at_most":null})"), u"out-of-range"_s);
    row("a day", ruleWith("patch", R"({"at_least":20260201,"at_most":null})"), u"out-of-range"_s);
    row("below nothing", ruleWith("patch", R"({"at_least":-1,"at_most":null})"), u"out-of-range"_s);
    row("a fraction", ruleWith("patch", R"({"at_least":202601.5,"at_most":null})"), u"wrong-type"_s);
}

void GroupRuleTest::anotherSpellingIsRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, slug);
    const auto rule = read(text);
    QVERIFY(!rule);
    QCOMPARE(problemSlug(rule.error().type), slug);
}

void GroupRuleTest::patchLevelsAreMonths()
{
    for (const qint64 level : {200001, 202612, 999912})
        QVERIFY(isPatchLevel(level));
    for (const qint64 level : {0, -202601, 202600, 202613, 199912, 1000001})
        QVERIFY(!isPatchLevel(level));
}

ENIGM_TEST_MAIN(GroupRuleTest)
#include "GroupRuleTest.moc"
