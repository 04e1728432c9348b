#include "contract/operators/Founding.h"

#include "contract/fleet/KeyDescription.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/SampleHistory.h"

#include <QTest>

#include <functional>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

using operators::Founding;
using operators::Role;
using operators::Roles;

using Spoil = std::function<void(Founding &)>;

/// Leaf 0, on which everything hangs.
class FoundingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead();
    void everyMemberIsNeededAndNoOther();
    void unsoundFoundingsAreRefused_data();
    void unsoundFoundingsAreRefused();
    void everyLevelOfAttestationsIsAWordOfTheFounding();
    void rolesAreSortedAndOnce();
    void rulesAreStrict();
    void originsNameTheDeployment();
};

void FoundingTest::whatIsWrittenIsRead()
{
    const SampleHistory history;
    const Founding read = require(Founding::fromJson(history.founding().toJson()));
    QCOMPARE(json::canonical(read.toJson()), json::canonical(history.founding().toJson()));
    QCOMPARE(read.deploymentId(), history.deploymentId());
    QCOMPARE(read.deploymentId().size(), 32);
}

void FoundingTest::everyMemberIsNeededAndNoOther()
{
    const SampleHistory history;
    const json::Value payload = history.founding().toJson();
    for (const json::Object::Member &left : payload.object()) {
        json::Object rest;
        json::Object spoilt = payload.object();
        for (const json::Object::Member &member : payload.object()) {
            if (member.name != left.name)
                rest.insert(member.name, member.value);
        }
        QCOMPARE(outcomeOf(Founding::fromJson(rest)), u"missing-member"_s);
        spoilt.insert(left.name, u"?"_s);
        QCOMPARE(Founding::fromJson(spoilt).has_value(), left.name == "name"_L1);
        if (left.value.kind() != json::Value::Kind::Object)
            continue;
        json::Object nested = left.value.object();
        nested.insert(u"more"_s, 1);
        spoilt.insert(left.name, nested);
        QCOMPARE(outcomeOf(Founding::fromJson(spoilt)), u"unknown-member"_s);
    }
}

void FoundingTest::unsoundFoundingsAreRefused_data()
{
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const Spoil &spoil, const QString &problem) {
        QTest::newRow(name) << spoil << problem;
    };
    row("nobody", [](Founding &f) { f.founders.clear(); }, u"out-of-range"_s);
    row(
        "one person twice", [](Founding &f) { f.founders[1].operatorId = f.founders[0].operatorId; },
        u"already-exists"_s);
    row("one key twice", [](Founding &f) { f.founders[1].key = f.founders[0].key; }, u"already-exists"_s);
    row(
        "conflicting roles", [](Founding &f) { f.founders[0].roles = {Role::Administrator, Role::SecurityReviewer}; },
        u"role-conflict"_s);
    row("no roles", [](Founding &f) { f.founders[0].roles = {}; }, u"out-of-range"_s);
    row("recovery beyond the founders", [](Founding &f) { f.recoveryQuorum = 7; }, u"out-of-range"_s);
    row("one key for both logs", [](Founding &f) { f.activityLogKey = f.governanceLogKey; }, u"already-exists"_s);
    row("a log key of another kind", [](Founding &f) { f.activityLogKey = f.founders[0].key; }, u"malformed-key"_s);
    row("more witnesses asked for than there are", [](Founding &f) { f.witnessThreshold = 2; }, u"out-of-range"_s);
    row("one witness twice", [](Founding &f) { f.witnesses.push_back(f.witnesses[0]); }, u"already-exists"_s);
    row(
        "two rules on one action",
        [](Founding &f) {
            const operators::Rule rule{.id = u"one"_s,
                                       .version = 1,
                                       .actions = {u"device.revoke"_s},
                                       .signers = {{.count = 1, .roles = {Role::Approver}}}};
            f.rules = {rule, rule};
            f.rules[1].id = u"two"_s;
        },
        u"already-exists"_s);
    row("an unknown level", [](Founding &f) { f.minAttestationLevel = u"paper"_s; }, u"out-of-range"_s);
    row("another spelling", [](Founding &f) { f.minAttestationLevel = u"strong-box"_s; }, u"out-of-range"_s);
    row("an unknown category", [](Founding &f) { f.retention.insert(u"gossip"_s, 1); }, u"unknown-member"_s);
    row(
        "unsorted break-glass", [](Founding &f) { f.breakGlassActions = {u"device.suspend"_s, u"device.revoke"_s}; },
        u"not-canonical"_s);
    row("no name", [](Founding &f) { f.name.clear(); }, u"out-of-range"_s);
}

void FoundingTest::unsoundFoundingsAreRefused()
{
    QFETCH(const Spoil, spoil);
    QFETCH(const QString, problem);
    const SampleHistory history;
    Founding founding = history.founding();
    spoil(founding);
    QCOMPARE(outcomeOf(Founding::fromJson(founding.toJson())), problem);
}

void FoundingTest::everyLevelOfAttestationsIsAWordOfTheFounding()
{
    const SampleHistory history;
    for (const fleet::SecurityLevel level : fleet::allSecurityLevels()) {
        Founding founding = history.founding();
        founding.minAttestationLevel = fleet::toWord(level);
        QCOMPARE(require(Founding::fromJson(founding.toJson())).minAttestationLevel, QString(fleet::toWord(level)));
    }
}

void FoundingTest::rolesAreSortedAndOnce()
{
    const Roles roles{Role::SecurityReviewer, Role::Approver};
    QCOMPARE(roles.words(), (std::vector{u"approver"_s, u"security-reviewer"_s}));
    QCOMPARE(require(Roles::fromWords(roles.words(), {})), roles);
    QCOMPARE(outcomeOf(Roles::fromWords({u"security-reviewer"_s, u"approver"_s}, {})), u"not-canonical"_s);
    QCOMPARE(outcomeOf(Roles::fromWords({u"approver"_s, u"approver"_s}, {})), u"not-canonical"_s);
    QCOMPARE(outcomeOf(Roles::fromWords({}, {})), u"out-of-range"_s);
    QCOMPARE(outcomeOf(Roles::fromWords({u"owner"_s}, {})), u"out-of-range"_s);
    for (const Role role : operators::allRoles())
        QCOMPARE(operators::roleOf(word(role)), std::optional(role));
    QVERIFY(roles.common({Role::Approver, Role::Administrator}) == Roles{Role::Approver});
    QVERIFY(!roles.isSubsetOf({Role::Approver}));
}

void FoundingTest::rulesAreStrict()
{
    const operators::Rule rule{.id = u"two-people"_s,
                               .version = 2,
                               .actions = {u"device.admit"_s, u"device.revoke"_s},
                               .signers = {{.count = 2, .roles = {Role::Approver}}}};
    QCOMPARE(require(operators::Rule::fromJson(rule.toJson(), {})), rule);
    const auto outcome = [&rule](const std::function<void(operators::Rule &)> &spoil) {
        operators::Rule changed = rule;
        spoil(changed);
        return outcomeOf(operators::Rule::fromJson(changed.toJson(), {}));
    };
    QCOMPARE(outcome([](operators::Rule &r) { r.id = u"Two People"_s; }), u"out-of-range"_s);
    QCOMPARE(outcome([](operators::Rule &r) { r.version = 0; }), u"out-of-range"_s);
    QCOMPARE(outcome([](operators::Rule &r) { r.actions.clear(); }), u"out-of-range"_s);
    QCOMPARE(outcome([](operators::Rule &r) { std::swap(r.actions[0], r.actions[1]); }), u"out-of-range"_s);
    QCOMPARE(outcome([](operators::Rule &r) { r.signers.clear(); }), u"out-of-range"_s);
    QCOMPARE(outcome([](operators::Rule &r) { r.signers[0].count = 0; }), u"out-of-range"_s);
}

void FoundingTest::originsNameTheDeployment()
{
    const QByteArray id(32, '\0');
    QCOMPARE(operators::governanceOrigin(id),
             u"enigm-command/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/governance"_s);
    QVERIFY(operators::activityOrigin(id).endsWith("/activity"_L1));
}

ENIGM_TEST_MAIN(FoundingTest)
#include "FoundingTest.moc"
