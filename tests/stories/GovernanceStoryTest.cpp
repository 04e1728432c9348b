#include "contract/json/JsonParser.h"
#include "contract/log/NoteVerifier.h"
#include "contract/signing/Signer.h"
#include "tests/stories/ProgramChecks.h"
#include "tests/stories/SampleOrganisation.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;

/// People, keys and witnesses come and go: asked for by one, signed off by two others, by enigmctl alone against a real
/// control plane over real TLS. The functions are the chapters, in order.
class GovernanceStoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aPersonIsAdmittedAndSigns();
    void aSecondKeyOfAPersonSigns();
    void theApprovalOfARevokedKeyNoLongerCounts();
    void aRevokedKeyDoesNotSignIn();
    void whatARevokedKeyAskedForIsNotCarriedOut();
    void nobodyDecidesAgainstTheLossOfTheirOwnKey();
    void anOwnKeyIsRevokedByOneSignature();
    void aRemovedWitnessIsNoLongerAmongThoseThatVouch();
    void theGovernanceLogHoldsThemAllAndVerifies();
    void theEvidenceOfEachVerifiesOffline();

private:
    using KeyInHand = SampleOrganisation::KeyInHand;

    /// A key of this operator, or of a new one where the id is empty; made offline, as a person would.
    [[nodiscard]] KeyInHand makeKey(const QString &name, const QString &operatorId, const QByteArray &pin);
    /// The path of a file with what is public of it, as its person gives it to others.
    [[nodiscard]] QString published(const KeyInHand &key);
    [[nodiscard]] ProgramRun show(const QString &change)
    {
        return m_sample.as(m_reviewer, {u"change"_s, u"show"_s, change});
    }
    [[nodiscard]] QString stateOf(const QString &change) { return show(change).member("state"_L1); }
    [[nodiscard]] ProgramRun approve(const QString &person, const QString &change);
    /// Asks, with a reason, as this person.
    [[nodiscard]] ProgramRun ask(const QString &person, const QStringList &line);
    /// Asks, has both approve, and answers the change; empty where it was not executed by the second.
    [[nodiscard]] QString perform(const QString &person, const QStringList &line, const QStringList &approvers);
    /// Of a device that is trusted, asked for by an administrator.
    [[nodiscard]] QString askForRevocation();
    [[nodiscard]] QString thumbprintOf(const QString &file);
    [[nodiscard]] QString operatorIdOf(const QString &file);
    /// Names of the witnesses that vouch now.
    [[nodiscard]] QStringList witnesses();

    const QString m_administrator = u"administrator-1"_s;
    const QString m_otherAdministrator = u"administrator-2"_s;
    const QString m_approver = u"approver-1"_s;
    const QString m_otherApprover = u"approver-2"_s;
    const QString m_reviewer = u"reviewer-1"_s;
    const QStringList m_standIns{u"stand-in-1"_s, u"stand-in-2"_s}; ///< of every sample

    SampleOrganisation m_sample;
    QStringList m_devices; ///< trusted
    KeyInHand m_grace;
    KeyInHand m_second;                                  ///< of approver-1
    std::vector<std::pair<QString, QString>> m_executed; ///< action and change, in order
};

namespace {

/// The kinds of the governance entries in an export, in order.
QStringList governanceKinds(const QByteArray &exported)
{
    QStringList kinds;
    for (const QByteArray &line : exported.split('\n')) {
        const auto record = json::parse(line);
        const json::Value *const leaf = record ? record->object().find("leaf"_L1) : nullptr;
        if (const json::Value *const kind = leaf ? leaf->object().find("kind"_L1) : nullptr)
            kinds.append(kind->text());
    }
    return kinds;
}

} // namespace

void GovernanceStoryTest::initTestCase()
{
    QCOMPARE(m_sample.found(20), QString());
    QCOMPARE(m_sample.serve(), QString());
    const ProgramRun trusted = m_sample.as(m_administrator, {u"device"_s, u"list"_s, u"--state"_s, u"trusted"_s});
    ENIGM_SUCCEEDS(trusted);
    for (const json::Value &device : trusted.list("devices"_L1))
        m_devices.append(device.object().find("handle"_L1)->text());
    QVERIFY(m_devices.size() > 3);
}

SampleOrganisation::KeyInHand GovernanceStoryTest::makeKey(const QString &name, const QString &operatorId,
                                                           const QByteArray &pin)
{
    const KeyInHand key{.file = m_sample.path(name + u".json"_s), .passphrase = "correct horse", .pin = pin};
    QStringList line{u"key"_s,
                     u"create"_s,
                     key.file,
                     u"--name"_s,
                     name,
                     u"--deployment"_s,
                     m_sample.deploymentFile(),
                     u"--passphrase-fd"_s,
                     u"0"_s};
    if (!operatorId.isEmpty())
        line << u"--operator-id"_s << operatorId;
    const ProgramRun made = m_sample.withInput(line, key.passphrase + '\n');
    if (made.exit != 0)
        qFatal("%s", made.err.constData());
    return key;
}

QString GovernanceStoryTest::published(const KeyInHand &key)
{
    QFile file(key.file + u".public"_s);
    const QByteArray shown = m_sample.offline({u"key"_s, u"show"_s, key.file, u"--json"_s}).out;
    if (!file.open(QIODevice::WriteOnly) || file.write(shown) != shown.size())
        qFatal("%s cannot be written", qPrintable(file.fileName()));
    return file.fileName();
}

ProgramRun GovernanceStoryTest::approve(const QString &person, const QString &change)
{
    return m_sample.as(person, {u"change"_s, u"approve"_s, change, u"--yes"_s});
}

ProgramRun GovernanceStoryTest::ask(const QString &person, const QStringList &line)
{
    return m_sample.as(person, line + QStringList{u"--reason"_s, u"As agreed in the meeting"_s, u"--yes"_s});
}

QString GovernanceStoryTest::perform(const QString &person, const QStringList &line, const QStringList &approvers)
{
    const ProgramRun asked = ask(person, line);
    const QString change = asked.member("id"_L1);
    QString state = asked.member("state"_L1);
    for (const QString &approver : approvers) {
        if (state != "pending"_L1)
            return {};
        state = approve(approver, change).member("state"_L1);
    }
    if (state != "executed"_L1)
        return {};
    m_executed.emplace_back(asked.member("action"_L1), change);
    return change;
}

QString GovernanceStoryTest::askForRevocation()
{
    return ask(m_administrator, {u"device"_s, u"revoke"_s, m_devices.takeFirst()}).member("id"_L1);
}

QString GovernanceStoryTest::thumbprintOf(const QString &file)
{
    return m_sample.offline({u"key"_s, u"show"_s, file, u"--json"_s}).member("thumbprint"_L1);
}

QString GovernanceStoryTest::operatorIdOf(const QString &file)
{
    return m_sample.offline({u"key"_s, u"show"_s, file, u"--json"_s}).member("operator"_L1);
}

QStringList GovernanceStoryTest::witnesses()
{
    QStringList names;
    for (const json::Value &witness : m_sample.as(m_reviewer, {u"witness"_s, u"list"_s}).list("witnesses"_L1)) {
        if (witness.object().find("removed_by"_L1)->isNull())
            names.append(witness.object().find("name"_L1)->text());
    }
    return names;
}

void GovernanceStoryTest::aPersonIsAdmittedAndSigns()
{
    m_grace = makeKey(u"Grace"_s, {}, "161803");
    // Nobody knows her yet.
    QCOMPARE(m_sample.with(m_grace, {u"operator"_s, u"list"_s}).exit, 4);
    const QStringList admit{u"operator"_s, u"admit"_s,    u"--name"_s, u"Grace"_s,
                            u"--role"_s,   u"approver"_s, u"--key"_s,  published(m_grace)};
    QVERIFY(!perform(m_administrator, admit, {m_approver, m_reviewer}).isEmpty());
    const ProgramRun people = m_sample.as(m_approver, {u"operator"_s, u"list"_s});
    QVERIFY(people.out.contains("\"name\":\"Grace\""));
    QVERIFY(people.out.contains(thumbprintOf(m_grace.file).toLatin1()));

    ENIGM_SUCCEEDS(m_sample.with(m_grace, {u"pin"_s, u"set"_s}));
    const QString change = askForRevocation();
    const ProgramRun signedOff = m_sample.with(m_grace, {u"change"_s, u"approve"_s, change, u"--yes"_s});
    ENIGM_SUCCEEDS(signedOff);
    QCOMPARE(signedOff.member("state"_L1), u"executed"_s);
}

void GovernanceStoryTest::aSecondKeyOfAPersonSigns()
{
    m_second = makeKey(u"second"_s, operatorIdOf(m_sample.operatorFile(m_approver)), m_sample.pinOf(m_approver));
    const ProgramRun early = m_sample.with(m_second, {u"operator"_s, u"list"_s});
    ENIGM_REFUSED(early, 4, "unknown-key"_L1);
    // The operator file is no public key: what is sealed in it stays where its person is.
    QCOMPARE(ask(m_administrator, {u"key"_s, u"add"_s, u"--key"_s, m_second.file}).exit, 2);
    const QStringList add{u"key"_s, u"add"_s, u"--key"_s, published(m_second)};
    QVERIFY(!perform(m_administrator, add, {m_otherApprover, m_reviewer}).isEmpty());

    const QString revocation = askForRevocation();
    const ProgramRun signedOff = m_sample.with(m_second, {u"change"_s, u"approve"_s, revocation, u"--yes"_s});
    ENIGM_SUCCEEDS(signedOff);
    QCOMPARE(signedOff.member("state"_L1), u"executed"_s);
}

void GovernanceStoryTest::theApprovalOfARevokedKeyNoLongerCounts()
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::Ed25519);
    const auto vkey =
        log::NoteVerifier::make("witness.example/one", log::NoteAlgorithm::CosignatureV1, key->publicKey());
    QVERIFY(vkey);
    const ProgramRun asked =
        ask(m_administrator, {u"witness"_s, u"add"_s, u"witness.example/one"_s, QString::fromLatin1(vkey->toVkey())});
    ENIGM_SUCCEEDS(asked);
    const QString change = asked.member("id"_L1);
    QCOMPARE(m_sample.with(m_second, {u"change"_s, u"approve"_s, change, u"--yes"_s}).member("state"_L1), u"pending"_s);
    QCOMPARE(show(change).list("missing"_L1).front().object().find("count"_L1)->integer(), 1);

    QVERIFY(!perform(m_otherAdministrator, {u"key"_s, u"revoke"_s, thumbprintOf(m_second.file)},
                     {m_otherApprover, m_reviewer})
                 .isEmpty());
    const ProgramRun shown = show(change);
    QCOMPARE(shown.list("missing"_L1).front().object().find("count"_L1)->integer(), 2);
    QCOMPARE(shown.list("discounted"_L1).front().object().find("type"_L1)->text(), u"key-not-valid"_s);
    // One of two, whatever the revoked key had said.
    QCOMPARE(approve(m_reviewer, change).member("state"_L1), u"pending"_s);
    QCOMPARE(witnesses(), m_standIns);
    QCOMPARE(approve(m_otherApprover, change).member("state"_L1), u"executed"_s);
    m_executed.emplace_back(u"witness.add"_s, change);
    QCOMPARE(witnesses(), m_standIns + QStringList{u"witness.example/one"_s});
}

void GovernanceStoryTest::aRevokedKeyDoesNotSignIn()
{
    ENIGM_REFUSED(m_sample.with(m_second, {u"device"_s, u"list"_s}), 4, "key-not-valid"_L1);
    // The person's other key is as good as before.
    ENIGM_SUCCEEDS(m_sample.as(m_approver, {u"device"_s, u"list"_s}));
}

void GovernanceStoryTest::whatARevokedKeyAskedForIsNotCarriedOut()
{
    const QString change = ask(m_otherAdministrator, {u"device"_s, u"revoke"_s, m_devices.constLast()}).member("id"_L1);
    const QString withdrawn =
        ask(m_otherAdministrator, {u"device"_s, u"revoke"_s, m_devices.constLast()}).member("id"_L1);
    ENIGM_SUCCEEDS(m_sample.as(m_otherAdministrator, {u"change"_s, u"withdraw"_s, withdrawn, u"--yes"_s}));
    QVERIFY(!perform(m_administrator,
                     {u"key"_s, u"revoke"_s, thumbprintOf(m_sample.operatorFile(m_otherAdministrator))},
                     {m_otherApprover, m_reviewer})
                 .isEmpty());
    const ProgramRun shown = show(change);
    ENIGM_SUCCEEDS(shown);
    QCOMPARE(shown.member("obstacle"_L1), u"key-not-valid"_s);
    QCOMPARE(approve(m_approver, change).member("state"_L1), u"failed"_s);
    // What it asked for before stays readable, however it ended.
    QCOMPARE(stateOf(change), u"failed"_s);
    QCOMPARE(stateOf(withdrawn), u"withdrawn"_s);
    QCOMPARE(m_sample.as(m_approver, {u"device"_s, u"show"_s, m_devices.constLast()}).member("state"_L1), u"trusted"_s);
}

void GovernanceStoryTest::nobodyDecidesAgainstTheLossOfTheirOwnKey()
{
    const ProgramRun asked =
        ask(m_administrator, {u"key"_s, u"revoke"_s, thumbprintOf(m_sample.operatorFile(m_otherApprover))});
    ENIGM_SUCCEEDS(asked);
    const QString change = asked.member("id"_L1);
    const QStringList reject{u"change"_s, u"reject"_s, change, u"--comment"_s, u"I need it"_s, u"--yes"_s};
    ENIGM_REFUSED(m_sample.as(m_otherApprover, reject), 1, "own-key"_L1);
    ENIGM_REFUSED(m_sample.as(m_otherApprover, {u"change"_s, u"withdraw"_s, change, u"--yes"_s}), 1,
                  "not-permitted"_L1);
    QCOMPARE(stateOf(change), u"pending"_s);
    QCOMPARE(m_sample.as(m_approver, reject).member("state"_L1), u"rejected"_s);
    ENIGM_SUCCEEDS(m_sample.as(m_otherApprover, {u"device"_s, u"list"_s}));
}

void GovernanceStoryTest::anOwnKeyIsRevokedByOneSignature()
{
    const QStringList revoke{u"key"_s, u"revoke"_s, thumbprintOf(m_grace.file), u"--reason"_s, u"Lost"_s, u"--yes"_s};
    const ProgramRun revoked = m_sample.with(m_grace, revoke);
    ENIGM_SUCCEEDS(revoked);
    QCOMPARE(revoked.member("state"_L1), u"executed"_s);
    QCOMPARE(revoked.member("class"_L1), u"reducing"_s);
    m_executed.emplace_back(u"key.revoke"_s, revoked.member("id"_L1));
    ENIGM_REFUSED(m_sample.with(m_grace, {u"operator"_s, u"list"_s}), 4, "key-not-valid"_L1);
}

void GovernanceStoryTest::aRemovedWitnessIsNoLongerAmongThoseThatVouch()
{
    QCOMPARE(witnesses(), m_standIns + QStringList{u"witness.example/one"_s});
    QVERIFY(!perform(m_reviewer, {u"witness"_s, u"remove"_s, u"witness.example/one"_s}, {m_approver, m_administrator})
                 .isEmpty());
    QCOMPARE(witnesses(), m_standIns);
    const ProgramRun again = ask(m_reviewer, {u"witness"_s, u"remove"_s, u"witness.example/one"_s});
    ENIGM_REFUSED(again, 1, "not-found"_L1);
}

void GovernanceStoryTest::theGovernanceLogHoldsThemAllAndVerifies()
{
    QStringList expected;
    for (const auto &[action, change] : m_executed)
        expected.append(action);
    QCOMPARE(QSet<QString>(expected.begin(), expected.end()).size(), 5);
    const QString file = m_sample.path(u"log.jsonl"_s);
    const ProgramRun exported = m_sample.as(m_reviewer, {u"audit"_s, u"export"_s, file});
    ENIGM_SUCCEEDS(exported);
    const QStringList kinds = governanceKinds(readFile(file));
    QCOMPARE(kinds.constFirst(), u"founding"_s);
    QCOMPARE(kinds.last(expected.size()), expected);
    const ProgramRun verified =
        m_sample.offline({u"audit"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s});
    ENIGM_SUCCEEDS(verified);
    QCOMPARE(verified.json().object().find("governance_size"_L1)->integer(), kinds.size());
}

void GovernanceStoryTest::theEvidenceOfEachVerifiesOffline()
{
    for (const auto &[action, change] : m_executed) {
        const QString file = m_sample.path(change + u".json"_s);
        ENIGM_SUCCEEDS(m_sample.as(m_reviewer, {u"change"_s, u"evidence"_s, change, u"--output"_s, file}));
        const ProgramRun verified = m_sample.offline(
            {u"evidence"_s, u"verify"_s, file, u"--deployment"_s, m_sample.deploymentFile(), u"--json"_s});
        ENIGM_SUCCEEDS(verified);
        QCOMPARE(verified.member("change"_L1), change);
        const bool isOwnKey =
            action == "key.revoke"_L1 && verified.member("requester"_L1) == operatorIdOf(m_grace.file);
        QCOMPARE(verified.list("approvers"_L1).size(), isOwnKey ? 0U : 2U);
    }
}

ENIGM_TEST_MAIN(GovernanceStoryTest)
#include "GovernanceStoryTest.moc"
