#include "contract/encoding/Uuid.h"
#include "contract/evidence/AuditExport.h"
#include "contract/json/JsonParser.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using changes::AssignedGroups;
using changes::AssignPolicyParameters;
using changes::ChangeState;
using changes::PolicyStanding;
using changes::PublishPolicyParameters;
using changes::RollBackPolicyParameters;
using policy::PolicyDocument;
using policy::PolicyKind;
using test::LivePlane;
using test::outcomeOf;
using test::require;

/// Policies are published, assigned and rolled back by privileged changes, and no other way.
class PolicyChangesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_live = std::make_unique<LivePlane>(); }
    void cleanup() { m_live.reset(); }

    void aPolicyIsInForceOnceItIsSignedOff();
    void theNextVersionKeepsItsDevices();
    void anEarlierVersionComesBack();
    void ofTwoChangesOfOnePolicyTheFirstIsCarriedOut();
    void whatDoesNotFollowIsNotTaken_data();
    void whatDoesNotFollowIsNotTaken();
    void aNameIsTakenOnce();
    void groupsHaveToBeThere();
    void aPublishedDraftIsDoneWith();
    void aMalformedPolicyLeavesTheOneInForce();
    void cancellingAllCancelsPoliciesToo();
    void anAuditorVerifiesThePolicies();
    void aRestartForgetsNoPolicy();

private:
    using Record = LivePlane::Record;

    template <typename T>
    [[nodiscard]] LivePlane::Result ask(QLatin1StringView action, const T &parameters)
    {
        return m_live->ask(m_live->administrator1, action, {}, parameters);
    }
    template <typename T>
    Record perform(QLatin1StringView action, const T &parameters)
    {
        return m_live->perform(m_live->administrator1, action, {}, parameters, {m_live->approver1});
    }
    [[nodiscard]] PublishPolicyParameters creating(const QString &name = u"Field"_s) const
    {
        return {.version = {.policy = encoding::makeUuid7(m_live->clock.nowMilliseconds()),
                            .version = 1,
                            .document = {.kind = PolicyKind::NetworkPath, .name = name, .rules = {}}},
                .replaces = {}};
    }
    /// A first version, signed off.
    PolicyStanding publish(const QString &name = u"Field"_s)
    {
        const PublishPolicyParameters first = creating(name);
        perform(changes::policyPublish, first);
        return require(changes::standingAfter(first, std::nullopt, std::nullopt));
    }
    [[nodiscard]] static PublishPolicyParameters following(const PolicyStanding &before, PolicyDocument document)
    {
        return {.version = {.policy = before.policy, .version = before.last + 1, .document = std::move(document)},
                .replaces = before.replacedBy()};
    }
    /// {version in force, versions there are, groups or "all"} as kept.
    [[nodiscard]] QString kept(const QString &policy)
    {
        const auto reader = require(m_live->plane().database().read());
        const auto row = require(reader->policies.find(policy));
        if (!row)
            return u"none"_s;
        const auto versions = require(reader->policies.versions(policy));
        const auto groups = require(reader->policies.groups(policy));
        return u"version %1 of %2 for %3"_s.arg(row->version)
            .arg(versions.size())
            .arg(row->isAssignedToAll ? u"all"_s : QStringList(groups.begin(), groups.end()).join(u' '));
    }
    QString group(const QString &name)
    {
        const auto parameters = changes::ChangeGroupParameters::creating(
            encoding::makeUuid7(m_live->clock.nowMilliseconds()), {.name = name, .rule = {}});
        m_live->perform(m_live->administrator1, changes::groupChange, {}, parameters, {m_live->approver1});
        return parameters.group;
    }

    std::unique_ptr<LivePlane> m_live;
};

namespace {

PolicyDocument requiring(policy::NetworkPath path, const QString &name = u"Field"_s)
{
    PolicyDocument document{.kind = PolicyKind::NetworkPath, .name = name, .rules = {}};
    document.settings.of(path) = policy::PathState::Required;
    return document;
}

} // namespace

void PolicyChangesTest::aPolicyIsInForceOnceItIsSignedOff()
{
    const PublishPolicyParameters first = creating();
    const auto asked = require(ask(changes::policyPublish, first));
    QCOMPARE(asked.state, ChangeState::Pending);
    QCOMPARE(kept(first.version.policy), u"none"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator1, asked)), u"self-approval"_s);
    QCOMPARE(outcomeOf(m_live->approve(m_live->administrator2, asked)), u"role-missing"_s);
    QCOMPARE(require(m_live->approve(m_live->approver1, asked)).state, ChangeState::Executed);
    QCOMPARE(m_live->activity().last(), u"change.executed done"_s);
    QCOMPARE(kept(first.version.policy), u"version 1 of 1 for "_s); // nobody yet
    for (const test::Person &person : {m_live->approver1, m_live->reviewer1, m_live->releaseManager1})
        QCOMPARE(outcomeOf(m_live->ask(person, changes::policyPublish, {}, creating(u"Other"_s))), u"not-permitted"_s);
}

void PolicyChangesTest::theNextVersionKeepsItsDevices()
{
    const PolicyStanding first = publish();
    const AssignPolicyParameters toAll{.policy = first.policy, .groups = {}, .replaces = first.replacedBy()};
    perform(changes::policyAssign, toAll);
    QCOMPARE(kept(first.policy), u"version 1 of 1 for all"_s);
    const auto assigned = require(changes::standingAfter(toAll, first));
    perform(changes::policyPublish, following(assigned, requiring(policy::NetworkPath::VpnNetwork)));
    QCOMPARE(kept(first.policy), u"version 2 of 2 for all"_s);
}

void PolicyChangesTest::anEarlierVersionComesBack()
{
    const PolicyStanding first = publish();
    const auto second = following(first, requiring(policy::NetworkPath::TorGateway, u"Field, by Tor"_s));
    perform(changes::policyPublish, second);
    const auto standing = require(changes::standingAfter(second, first, PolicyKind::NetworkPath));
    const RollBackPolicyParameters back{
        .policy = first.policy, .version = 1, .digest = first.digest, .replaces = standing.replacedBy()};
    perform(changes::policyRollback, back);
    QCOMPARE(kept(first.policy), u"version 1 of 2 for "_s);
    // The next version is numbered after the last there was, and what it replaces is the one in force.
    const auto rolledBack = require(changes::standingAfter(back, standing, first.digest));
    perform(changes::policyPublish, following(rolledBack, requiring(policy::NetworkPath::ProxyNetwork)));
    QCOMPARE(kept(first.policy), u"version 3 of 3 for "_s);
}

void PolicyChangesTest::ofTwoChangesOfOnePolicyTheFirstIsCarriedOut()
{
    const PolicyStanding first = publish();
    const auto assignment =
        require(ask(changes::policyAssign,
                    AssignPolicyParameters{.policy = first.policy, .groups = {}, .replaces = first.replacedBy()}));
    const auto publication =
        require(ask(changes::policyPublish, following(first, requiring(policy::NetworkPath::VpnNetwork))));
    QCOMPARE(require(m_live->approve(m_live->approver1, publication)).state, ChangeState::Executed);
    QCOMPARE(require(m_live->approve(m_live->approver1, assignment)).state, ChangeState::Failed);
    QCOMPARE(kept(first.policy), u"version 2 of 2 for "_s);
}

void PolicyChangesTest::whatDoesNotFollowIsNotTaken_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("refusal");
    QTest::newRow("an id that is taken") << u"taken"_s << u"already-exists"_s;
    QTest::newRow("of no policy") << u"unknown"_s << u"not-found"_s;
    QTest::newRow("on how it never stood") << u"drifted"_s << u"drifted"_s;
    QTest::newRow("a version left out") << u"skips"_s << u"out-of-range at /parameters/version"_s;
    QTest::newRow("of another kind") << u"kind"_s << u"out-of-range at /parameters/document/kind"_s;
    QTest::newRow("assigned so already") << u"same"_s << u"out-of-range at /parameters/groups"_s;
    QTest::newRow("back to a version that never was") << u"never"_s << u"not-found at /parameters/version"_s;
    QTest::newRow("back to other bytes") << u"bytes"_s << u"not-found at /parameters/version"_s;
    QTest::newRow("back to the one in force") << u"current"_s << u"out-of-range at /parameters/version"_s;
}

void PolicyChangesTest::whatDoesNotFollowIsNotTaken()
{
    QFETCH(const QString, what);
    QFETCH(const QString, refusal);
    const PolicyStanding first = publish();
    PublishPolicyParameters next = following(first, requiring(policy::NetworkPath::VpnNetwork));
    AssignPolicyParameters assignment{
        .policy = first.policy, .groups = std::vector<QString>(), .replaces = first.replacedBy()};
    RollBackPolicyParameters back{
        .policy = first.policy, .version = 1, .digest = first.digest, .replaces = first.replacedBy()};
    const auto outcome = [](const LivePlane::Result &result) {
        if (result)
            return u"accepted"_s;
        const QString slug = outcomeOf(result);
        return result.error().where.startsWith(u'/') ? slug + u" at "_s + result.error().where : slug;
    };
    const auto answer = [&]() -> LivePlane::Result {
        if (what == "taken"_L1) {
            next.version.version = 1;
            next.replaces.reset();
        } else if (what == "unknown"_L1) {
            next.version.policy = encoding::makeUuid7(m_live->clock.nowMilliseconds());
        } else if (what == "drifted"_L1) {
            next.replaces = QByteArray(32, 'x');
        } else if (what == "skips"_L1) {
            next.version.version = 3;
        } else if (what == "kind"_L1) {
            next.version.document = {.kind = PolicyKind::DeviceTrust, .name = u"Field"_s, .rules = {}};
        } else if (what == "same"_L1) {
            return ask(changes::policyAssign, assignment);
        } else {
            back.version = what == "never"_L1 ? 7 : 1;
            back.digest = what == "bytes"_L1 ? QByteArray(32, 'x') : back.digest;
            return ask(changes::policyRollback, back);
        }
        return ask(changes::policyPublish, next);
    };
    QCOMPARE(outcome(answer()), refusal);
    QCOMPARE(kept(first.policy), u"version 1 of 1 for "_s);
}

void PolicyChangesTest::aNameIsTakenOnce()
{
    publish(u"Field"_s);
    QCOMPARE(outcomeOf(ask(changes::policyPublish, creating(u"FIELD"_s))), u"already-exists"_s);
    // Taken while the change waits.
    const auto waiting = require(ask(changes::policyPublish, creating(u"Office"_s)));
    publish(u"Office"_s);
    QCOMPARE(require(m_live->approve(m_live->approver1, waiting)).state, ChangeState::Failed);
}

void PolicyChangesTest::groupsHaveToBeThere()
{
    const PolicyStanding first = publish();
    const QString nowhere = encoding::makeUuid7(m_live->clock.nowMilliseconds());
    const auto assigning = [&first](const QString &id) {
        return AssignPolicyParameters{
            .policy = first.policy, .groups = std::vector{id}, .replaces = first.replacedBy()};
    };
    QCOMPARE(outcomeOf(ask(changes::policyAssign, assigning(nowhere))), u"not-found"_s);
    PolicyDocument document = requiring(policy::NetworkPath::VpnNetwork);
    document.rules = {{.id = u"deny-some"_s,
                       .action = policy::ActionCategory::Connect,
                       .resource = log::Resource::NetworkPath,
                       .conditions = {.groups = {nowhere}, .times = {}}}};
    QCOMPARE(outcomeOf(ask(changes::policyPublish, following(first, document))), u"not-found"_s);
    const QString field = group(u"Field"_s);
    perform(changes::policyAssign, assigning(field));
    QCOMPARE(kept(first.policy), u"version 1 of 1 for "_s + field);
}

void PolicyChangesTest::aPublishedDraftIsDoneWith()
{
    const PublishPolicyParameters first = creating();
    const auto save = [this](const QString &id, const QByteArray &document) {
        const auto saved = m_live->plane().writer().submitAndWait([&](controlplane::store::Transaction &transaction) {
            const auto revision =
                transaction.policies.saveDraft({.id = id, .document = document, .author = u"somebody"_s});
            return revision ? Expected<void>() : std::unexpected(revision.error());
        });
        QVERIFY(saved);
    };
    const auto hasDraft = [this](const QString &id) {
        return require(require(m_live->plane().database().read())->policies.draft(id)).has_value();
    };
    save(first.version.policy, json::canonical(first.version.document.toJson()));
    perform(changes::policyPublish, first);
    QVERIFY(!hasDraft(first.version.policy));
    const PublishPolicyParameters other = creating(u"Other"_s);
    save(other.version.policy, "{\"unfinished\":true}");
    perform(changes::policyPublish, other);
    QVERIFY(hasDraft(other.version.policy));
}

/// The signed bytes are read before anything else is asked; no other reader lets them through.
void PolicyChangesTest::aMalformedPolicyLeavesTheOneInForce()
{
    const PolicyStanding first = publish();
    const auto next = following(first, requiring(policy::NetworkPath::VpnNetwork));
    auto request = m_live->compose(m_live->administrator1, changes::policyPublish, {}, next);
    json::Object parameters = request.parameters.object();
    json::Object document = next.version.document.toJson().object();
    const auto refusal = [&](const json::Value &value) {
        parameters.insert(u"document"_s, value);
        request.parameters = parameters;
        return changes::SignedChange::prepare(request, m_live->administrator1.key->publicKey());
    };
    json::Value deep = json::Array();
    for (int i = 0; i < 20; ++i)
        deep = json::Array{deep};
    document.insert(u"rules"_s, json::Object{{"a"_L1, deep}});
    const auto recursive = refusal(document);
    QVERIFY(!recursive);
    QCOMPARE(recursive.error().where, u"/parameters/document/rules/a"_s);
    document.insert(u"rules"_s, json::Object());
    document.insert(u"surprise"_s, 1);
    const auto foreign = refusal(document);
    QVERIFY(!foreign);
    QCOMPARE(foreign.error().where, u"/parameters/document/surprise"_s);
    QCOMPARE(kept(first.policy), u"version 1 of 1 for "_s);
}

void PolicyChangesTest::cancellingAllCancelsPoliciesToo()
{
    const auto asked = require(ask(changes::policyPublish, creating()));
    const auto cancel = require(m_live->ask(m_live->releaseManager1, changes::cancelAll, {}));
    QCOMPARE(cancel.state, ChangeState::Executed);
    QCOMPARE(outcomeOf(m_live->approve(m_live->approver1, asked)), u"change-closed"_s);
}

void PolicyChangesTest::anAuditorVerifiesThePolicies()
{
    const PolicyStanding first = publish();
    const AssignPolicyParameters toAll{.policy = first.policy, .groups = {}, .replaces = first.replacedBy()};
    perform(changes::policyAssign, toAll);
    const auto assigned = require(changes::standingAfter(toAll, first));
    const auto second = following(assigned, requiring(policy::NetworkPath::VpnNetwork));
    perform(changes::policyPublish, second);
    const auto standing = require(changes::standingAfter(second, assigned, PolicyKind::NetworkPath));
    perform(changes::policyRollback,
            RollBackPolicyParameters{
                .policy = first.policy, .version = 1, .digest = first.digest, .replaces = standing.replacedBy()});
    QBuffer buffer;
    buffer.setData(m_live->exportLog());
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    const auto verdict =
        require(evidence::verifyAuditExport(buffer, m_live->plane().governance().directory()->deploymentId()));
    QCOMPARE(verdict.changesExecuted, 4);
    QCOMPARE(verdict.changesUnproven, 0);
}

void PolicyChangesTest::aRestartForgetsNoPolicy()
{
    const PolicyStanding first = publish();
    m_live->restart();
    QCOMPARE(kept(first.policy), u"version 1 of 1 for "_s);
    perform(changes::policyPublish, following(first, requiring(policy::NetworkPath::VpnNetwork)));
    QCOMPARE(kept(first.policy), u"version 2 of 2 for "_s);
}

ENIGM_TEST_MAIN(PolicyChangesTest)
#include "PolicyChangesTest.moc"
