#include "contract/device/PolicyGrant.h"
#include "contract/encoding/Uuid.h"
#include "tests/contract/device/HostileFleet.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::AssignPolicyParameters;
using changes::PolicyStanding;
using changes::PublishPolicyParameters;
using changes::RollBackPolicyParameters;
using Story = SampleHistory::Story;

/// A device takes a policy and its assignment over with the evidence that people signed them, and no other way.
class HostilePolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fleet = std::make_unique<HostileFleet>(); }
    void cleanup() { m_fleet.reset(); }

    void whatWasSignedOffIsTakenOver();
    void theRequestersSignatureAloneIsNotEnough();
    void anApprovalOfTheRequesterIsNone();
    void aKeyThatWasRevokedSignsNothing();
    void anotherDeploymentsPolicyIsRefused();
    void everyByteCounts();
    void whatIsAboutNoPolicyIsRefused();
    void anOlderVersionDoesNotComeBackByItself();
    void anOlderAssignmentDoesNotComeBackByItself();
    void anAssignmentMayBeOlderThanTheVersion();
    void aRollbackIsTakenOverWithItsDocument();
    void anotherDocumentIsNotTheOneInForce();
    void staleAndMissingWitnessesAreRefused();
    void aShorterLogIsRefused();

private:
    [[nodiscard]] PublishPolicyParameters first(const QString &name = u"Field"_s) const
    {
        return {.version = {.policy = encoding::makeUuid7(m_fleet->history.now() * 1000),
                            .version = 1,
                            .document = {.kind = policy::PolicyKind::NetworkPath, .name = name, .rules = {}}},
                .replaces = {}};
    }
    template <typename T>
    Story perform(QLatin1StringView action, const T &parameters)
    {
        SampleHistory &history = m_fleet->history;
        return history.perform(history.administrator1, action, {}, parameters, {history.approver1});
    }
    template <typename T>
    Story ask(QLatin1StringView action, const T &parameters, const Person &person)
    {
        SampleHistory &history = m_fleet->history;
        return history.request(history.sign(history.compose(person, action, {}, parameters), person));
    }
    [[nodiscard]] Expected<device::PolicyGrant> check(const evidence::EvidenceBundle &bundle) const
    {
        return device::checkPolicy(bundle.toBytes(), m_fleet->device.memory, m_fleet->history.now());
    }
    [[nodiscard]] Expected<device::PolicyGrant> check(const Story &story) const
    {
        return check(m_fleet->history.evidenceOf(story));
    }
    void takeOver(const Story &story) { m_fleet->device.memory = require(check(story)).memory; }
    [[nodiscard]] static PolicyStanding standingOf(const PublishPolicyParameters &published)
    {
        return require(changes::standingAfter(published, std::nullopt, std::nullopt));
    }

    std::unique_ptr<HostileFleet> m_fleet;
};

void HostilePolicyTest::whatWasSignedOffIsTakenOver()
{
    const auto published = first();
    const Story story = perform(changes::policyPublish, published);
    const auto grant = require(check(story));
    QCOMPARE(std::get<PublishPolicyParameters>(grant.parameters), published);
    QCOMPARE(grant.execution, story.indexes.back());
    QCOMPARE(grant.memory.policies.size(), 1U);
    QCOMPARE(grant.memory.policies.front().inForce, std::optional(story.indexes.back()));
    QCOMPARE(grant.memory.policies.front().assigned, std::nullopt);
    QCOMPARE(grant.memory.activity, std::optional(m_fleet->history.activityHead()));
    // Its memory is what it was otherwise, and survives being stored.
    QCOMPARE(grant.memory.obeyed, m_fleet->device.memory.obeyed);
    QCOMPARE(require(device::DeviceMemory::parse(grant.memory.toBytes())), grant.memory);
    // Shown again, it is what it was.
    takeOver(story);
    QCOMPARE(require(check(story)).memory, m_fleet->device.memory);
}

void HostilePolicyTest::theRequestersSignatureAloneIsNotEnough()
{
    Story story = ask(changes::policyPublish, first(), m_fleet->history.administrator1);
    m_fleet->executeAnyway(story);
    QCOMPARE(outcomeOf(check(story)), u"quorum-missing"_s);
}

void HostilePolicyTest::anApprovalOfTheRequesterIsNone()
{
    SampleHistory &history = m_fleet->history;
    Story story = ask(changes::policyPublish, first(), history.administrator1);
    history.decide(story, history.approve(story.change, history.administrator1));
    m_fleet->executeAnyway(story);
    QCOMPARE(outcomeOf(check(story)), u"self-approval"_s);
}

void HostilePolicyTest::aKeyThatWasRevokedSignsNothing()
{
    SampleHistory &history = m_fleet->history;
    Story story = ask(changes::policyPublish, first(), history.administrator1);
    history.decide(story, history.approve(story.change, history.approver1));
    m_fleet->revokeKeyOf(history.approver1);
    m_fleet->executeAnyway(story);
    QVERIFY(!check(story));
    // Nor where the entry claims to be older than the revocation.
    Story dated = ask(changes::policyPublish, first(u"Dated"_s), history.administrator1);
    m_fleet->executeAnyway(dated, {}, 1);
    QVERIFY(!check(dated));
}

void HostilePolicyTest::anotherDeploymentsPolicyIsRefused()
{
    const Story story = perform(changes::policyPublish, first());
    m_fleet->device.memory.deployment = QByteArray(32, 'x');
    QCOMPARE(outcomeOf(check(story)), u"wrong-deployment"_s);
}

void HostilePolicyTest::everyByteCounts()
{
    const QByteArray bytes = m_fleet->history.evidenceOf(perform(changes::policyPublish, first())).toBytes();
    const auto &memory = m_fleet->device.memory;
    QVERIFY(device::checkPolicy(bytes, memory, m_fleet->history.now()));
    for (qsizetype i = 0; i < bytes.size(); i += 97) {
        QByteArray changed = bytes;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        QVERIFY2(!device::checkPolicy(changed, memory, m_fleet->history.now()), qPrintable(QString::number(i)));
    }
    QVERIFY(!device::checkPolicy(bytes.chopped(1), memory, m_fleet->history.now()));
    QVERIFY(!device::checkPolicy(bytes + ' ', memory, m_fleet->history.now()));
}

void HostilePolicyTest::whatIsAboutNoPolicyIsRefused()
{
    QCOMPARE(outcomeOf(check(m_fleet->suspend())), u"target-mismatch"_s);
}

void HostilePolicyTest::anOlderVersionDoesNotComeBackByItself()
{
    const auto published = first();
    const Story old = perform(changes::policyPublish, published);
    takeOver(old);
    PublishPolicyParameters next = published;
    next.version.version = 2;
    next.replaces = standingOf(published).replacedBy();
    takeOver(perform(changes::policyPublish, next));
    QCOMPARE(outcomeOf(check(old)), u"stale-command"_s);
}

void HostilePolicyTest::anOlderAssignmentDoesNotComeBackByItself()
{
    const auto published = first();
    perform(changes::policyPublish, published);
    const PolicyStanding standing = standingOf(published);
    const AssignPolicyParameters toAll{.policy = standing.policy, .groups = {}, .replaces = standing.replacedBy()};
    const Story old = perform(changes::policyAssign, toAll);
    takeOver(old);
    const PolicyStanding assigned = require(changes::standingAfter(toAll, standing));
    takeOver(perform(changes::policyAssign, AssignPolicyParameters{.policy = standing.policy,
                                                                   .groups = std::vector<QString>(),
                                                                   .replaces = assigned.replacedBy()}));
    QCOMPARE(outcomeOf(check(old)), u"stale-command"_s);
}

void HostilePolicyTest::anAssignmentMayBeOlderThanTheVersion()
{
    const auto published = first();
    perform(changes::policyPublish, published);
    const PolicyStanding standing = standingOf(published);
    const AssignPolicyParameters toAll{.policy = standing.policy, .groups = {}, .replaces = standing.replacedBy()};
    const Story assignment = perform(changes::policyAssign, toAll);
    PublishPolicyParameters next = published;
    next.version.version = 2;
    next.replaces = require(changes::standingAfter(toAll, standing)).replacedBy();
    takeOver(perform(changes::policyPublish, next));
    takeOver(assignment);
    QVERIFY(m_fleet->device.memory.policies.front().inForce > m_fleet->device.memory.policies.front().assigned);
}

void HostilePolicyTest::aRollbackIsTakenOverWithItsDocument()
{
    const auto published = first();
    perform(changes::policyPublish, published);
    PublishPolicyParameters next = published;
    next.version.version = 2;
    next.replaces = standingOf(published).replacedBy();
    perform(changes::policyPublish, next);
    const PolicyStanding standing =
        require(changes::standingAfter(next, standingOf(published), policy::PolicyKind::NetworkPath));
    const auto grant =
        require(check(perform(changes::policyRollback, RollBackPolicyParameters{.policy = standing.policy,
                                                                                .version = 1,
                                                                                .digest = published.version.digest(),
                                                                                .replaces = standing.replacedBy()})));
    QVERIFY(device::checkDocument(grant, published.version));
    QCOMPARE(outcomeOf(device::checkDocument(grant, next.version)), u"body-mismatch"_s);
}

void HostilePolicyTest::anotherDocumentIsNotTheOneInForce()
{
    const auto published = first();
    const auto grant = require(check(perform(changes::policyPublish, published)));
    policy::PolicyVersion other = published.version;
    QVERIFY(device::checkDocument(grant, other));
    other.document.settings.vpnNetwork = policy::PathState::Off;
    QCOMPARE(outcomeOf(device::checkDocument(grant, other)), u"body-mismatch"_s);
    const PolicyStanding standing = standingOf(published);
    const auto assigned = require(check(
        perform(changes::policyAssign,
                AssignPolicyParameters{.policy = standing.policy, .groups = {}, .replaces = standing.replacedBy()})));
    QCOMPARE(outcomeOf(device::checkDocument(assigned, published.version)), u"target-mismatch"_s);
}

void HostilePolicyTest::staleAndMissingWitnessesAreRefused()
{
    const Story story = perform(changes::policyPublish, first());
    auto bundle = m_fleet->history.evidenceOf(story);
    bundle.activityCheckpoint = withoutWitnesses(bundle.activityCheckpoint);
    QCOMPARE(outcomeOf(check(bundle)), u"cosignatures-missing"_s);
    const QByteArray bytes = m_fleet->history.evidenceOf(story).toBytes();
    QCOMPARE(outcomeOf(device::checkPolicy(bytes, m_fleet->device.memory, m_fleet->history.now() + 30 * day)),
             u"cosignatures-stale"_s);
}

void HostilePolicyTest::aShorterLogIsRefused()
{
    const Story story = perform(changes::policyPublish, first());
    const auto early = m_fleet->history.evidenceOf(story);
    takeOver(perform(changes::policyPublish, first(u"Other"_s)));
    QCOMPARE(outcomeOf(check(early)), u"log-rewound"_s);
    // The same change under the longer log is taken.
    QVERIFY(check(story));
}

ENIGM_TEST_MAIN(HostilePolicyTest)
#include "HostilePolicyTest.moc"
