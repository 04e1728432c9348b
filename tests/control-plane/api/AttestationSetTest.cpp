#include "contract/encoding/Base64Url.h"
#include "contract/evidence/AuditExport.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"
#include "control-plane/audit/LogReader.h"
#include "tests/contract/fleet/AttestationVectors.h"
#include "tests/control-plane/api/AttestationTestBed.h"
#include "tests/support/LogGuard.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <QBuffer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::test;
using changes::SetAttestationParameters;
using fleet::DeviceHandle;
using operators::GovernedAcceptance;
using simulator::Reply;

/// People sign what attestations are judged by; from then on they are, and nothing of it is taken on anybody's word.
class AttestationSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_bed = std::make_unique<AttestationTestBed>(150); }
    void aListIsPutByAdministratorsAndReadByAll();
    void whatIsNoListIsRefused_data();
    void whatIsNoListIsRefused();
    void aListThatIsNotHereIsNotAskedFor();
    void aRevokedCertificateIsRefusedFromThenOn();
    void aListThatWasLostClosesTheDoor();
    void theLeastPatchIsAskedForFromThenOn();
    void noRealChainIsTakenForADevice_data();
    void noRealChainIsTakenForADevice();
    void theLogVerifiesWithAllOfIt();

private:
    [[nodiscard]] TestDeployment &deployment() { return m_bed->deployment(); }
    [[nodiscard]] GovernedAcceptance inForce() { return deployment().plane().governance().directory()->acceptance(); }
    [[nodiscard]] RawReply put(const QString &person, const QByteArray &list);
    void set(const GovernedAcceptance &acceptance)
    {
        m_bed->perform(changes::attestationSet, {}, SetAttestationParameters{.acceptance = acceptance});
    }
    /// A list that names the certificate which the sample's hardware attests with.
    [[nodiscard]] QByteArray listOfTheSamplesKey();

    std::unique_ptr<AttestationTestBed> m_bed;
    std::vector<AttestationVector> m_vectors;
};

RawReply AttestationSetTest::put(const QString &person, const QByteArray &list)
{
    return m_bed->console(person).send({.method = "POST",
                                        .target = "/v1/revocation-lists",
                                        .body = json::canonical(json::Object{{"list"_L1, operators::valueOf(list)}})});
}

QByteArray AttestationSetTest::listOfTheSamplesKey()
{
    const auto chain = require(m_bed->hardware().makeDevice({.challenge = QByteArray(32, 'c')})).chain;
    const QString serial = require(fleet::Certificate::parse(chain[1])).serial();
    return "{\"entries\": {\n  \"" + serial.toUpper().toLatin1() + "\": {\"status\": \"REVOKED\"}\n}}\n";
}

void AttestationSetTest::aListIsPutByAdministratorsAndReadByAll()
{
    const QByteArray list = "{ \"entries\": {\"0aF\": {\"status\": \"SUSPENDED\", \"reason\": \"SOFTWARE_FLAW\"}} }";
    for (const QString &person : {u"approver-1"_s, u"reviewer-1"_s, u"release-manager-1"_s})
        QCOMPARE(slugOf(put(person, list)), "not-permitted"_ba);
    const qint64 size = deployment().activitySize();
    const RawReply reply = put(u"administrator-1"_s, list);
    QCOMPARE(reply.status, 201);
    QCOMPARE(memberOf(reply, "entries"_L1), json::Value(1));
    const QByteArray digest = encoding::toBase64Url(signing::sha256(list));
    QCOMPARE(memberOf(reply, "digest"_L1).text().toLatin1(), digest);
    QVERIFY(deployment().entries(size).contains(u"revocation-list.put done"_s));
    for (const QString &person : {u"administrator-2"_s, u"approver-1"_s, u"reviewer-1"_s, u"release-manager-1"_s})
        QCOMPARE(m_bed->console(person).get("/v1/revocation-lists/" + digest).body, list); // byte for byte
    QCOMPARE(slugOf(m_bed->console(u"approver-1"_s).get("/v1/revocation-lists/" + QByteArray(43, 'A'))),
             "not-found"_ba);
    QCOMPARE(slugOf(m_bed->console(u"approver-1"_s).get("/v1/revocation-lists/latest")), "not-found"_ba);
}

void AttestationSetTest::whatIsNoListIsRefused_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::addColumn<QByteArray>("slug");
    QTest::newRow("no JSON") << "serials"_ba << "malformed-json"_ba;
    QTest::newRow("no entries") << "{}"_ba << "missing-member"_ba;
    QTest::newRow("no serial") << R"({"entries":{"xyz":{"status":"REVOKED"}}})"_ba << "out-of-range"_ba;
    QTest::newRow("no status") << R"({"entries":{"1":{}}})"_ba << "missing-member"_ba;
    QTest::newRow("a serial twice") << R"({"entries":{"1":{"status":"REVOKED"},"1":{"status":"REVOKED"}}})"_ba
                                    << "duplicate-member"_ba;
    QTest::newRow("somebody's address") << R"({"entries":{"1":{"status":"REVOKED","comment":"ada@example.org"}}})"_ba
                                        << "direct-identifier"_ba;
    QTest::newRow("something beside") << R"({"entries":{},"owner":"Ada"})"_ba << "unknown-member"_ba;
    QTest::newRow("too long") << QByteArray(fleet::RevocationList::mostBytes + 3, ' ') << "too-large"_ba;
}

void AttestationSetTest::whatIsNoListIsRefused()
{
    QFETCH(const QByteArray, list);
    QFETCH(const QByteArray, slug);
    const qint64 size = deployment().activitySize();
    QCOMPARE(slugOf(put(u"administrator-1"_s, list)), slug);
    QVERIFY(!deployment().entries(size).contains(u"revocation-list.put done"_s));
}

void AttestationSetTest::aListThatIsNotHereIsNotAskedFor()
{
    GovernedAcceptance acceptance = inForce();
    acceptance.revocation = QByteArray(32, 'l');
    const RawReply reply = m_bed->console(u"administrator-1"_s)
                               .ask(changes::attestationSet, {}, SetAttestationParameters{.acceptance = acceptance});
    QCOMPARE(slugOf(reply), "not-found"_ba);
    QCOMPARE(memberOf(reply, "where"_L1).text(), u"/parameters/revocation"_s);
    acceptance = inForce();
    QCOMPARE(slugOf(m_bed->console(u"administrator-1"_s)
                        .ask(changes::attestationSet, {}, SetAttestationParameters{.acceptance = acceptance})),
             "already-exists"_ba);
}

void AttestationSetTest::aRevokedCertificateIsRefusedFromThenOn()
{
    const GovernedAcceptance before = inForce();
    const DeviceHandle device = m_bed->freshDevice();
    QVERIFY(!m_bed->attest(device).problem);
    const QByteArray list = listOfTheSamplesKey();
    QCOMPARE(put(u"administrator-1"_s, list).status, 201);
    QVERIFY(!m_bed->attest(device).problem); // of no effect until people have signed it
    GovernedAcceptance acceptance = before;
    acceptance.revocation = signing::sha256(list);
    set(acceptance);
    QCOMPARE(inForce(), acceptance);
    const Reply refused = m_bed->attest(device);
    QVERIFY(refused.problem);
    QCOMPARE(refused.problem->where, u"revoked"_s);
    QCOMPARE(m_bed->outcome(device), u"invalid-trust-chain"_s);
    QCOMPARE(deployment().stateOf(device), fleet::DeviceState::Trusted);
    // And back, by another change to the value that was.
    set(before);
    QVERIFY(!m_bed->attest(device).problem);
    QCOMPARE(m_bed->outcome(device), u"verified"_s);
}

void AttestationSetTest::aListThatWasLostClosesTheDoor()
{
    const GovernedAcceptance before = inForce();
    const QByteArray list = R"({"entries":{"ff":{"status":"REVOKED"}}})"_ba;
    const QByteArray digest = signing::sha256(list);
    QCOMPARE(put(u"administrator-1"_s, list).status, 201);
    GovernedAcceptance acceptance = before;
    acceptance.revocation = digest;
    set(acceptance);
    require(deployment().plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) { return transaction.revocations.remove(digest); }));
    const DeviceHandle device = m_bed->freshDevice();
    const Reply refused = m_bed->attest(device);
    QVERIFY(refused.problem);
    QCOMPARE(refused.problem->where, u"no-revocation-list"_s);
    QCOMPARE(m_bed->outcome(device), u"not-evaluated"_s);
    QCOMPARE(put(u"administrator-1"_s, list).status, 201); // put there again
    QVERIFY(!m_bed->attest(device).problem);
    set(before);
}

void AttestationSetTest::theLeastPatchIsAskedForFromThenOn()
{
    const GovernedAcceptance before = inForce();
    const DeviceHandle device = m_bed->freshDevice();
    GovernedAcceptance acceptance = before;
    acceptance.leastPatch = 999'912;
    set(acceptance);
    const Reply refused = m_bed->attest(device);
    QVERIFY(refused.problem);
    QCOMPARE(refused.problem->where, u"patch-level"_s);
    QCOMPARE(m_bed->outcome(device), u"eligibility-failure"_s);
    set(before);
    QVERIFY(!m_bed->attest(device).problem);
}

namespace {

/// What precedes the question for the challenge keeps its own answer; what would come after it is not reached.
QString expectedOutcome(const QString &strict)
{
    const QStringList before{u"invalid-trust-chain"_s, u"unsupported-device"_s, u"stale-attestation"_s};
    return before.contains(strict) ? strict : u"replay-attempt"_s;
}

} // namespace

void AttestationSetTest::noRealChainIsTakenForADevice_data()
{
    ENIGM_REQUIRE_VECTORS();
    m_vectors = attestationVectors();
    GovernedAcceptance acceptance = inForce();
    for (const QByteArray &root : attestationRoots())
        acceptance.roots.push_back(signing::sha256(require(fleet::attestationRootKey(root))));
    acceptance.sort();
    set(acceptance);
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_vectors.size(); ++i)
        QTest::newRow(qPrintable(m_vectors[i].name)) << int(i);
}

/// Under the roots of real phones, signed by a device that is served, over a nonce that it was given.
void AttestationSetTest::noRealChainIsTakenForADevice()
{
    QFETCH(const int, index);
    const AttestationVector &vector = m_vectors[static_cast<std::size_t>(index)];
    const DeviceHandle device = m_bed->freshDevice();
    deployment().clock.set(vector.at);
    const RawReply reply = m_bed->handIn(device, vector.chain);
    QCOMPARE(slugOf(reply), "attestation-rejected"_ba);
    const auto row = require(require(deployment().plane().database().read())->devices.find(device));
    QCOMPARE(row->attestation.outcome, expectedOutcome(vector.strict));
    QCOMPARE(row->state, fleet::DeviceState::Trusted);
    QVERIFY(!row->attestation.patch); // nothing vouches for it
}

void AttestationSetTest::theLogVerifiesWithAllOfIt()
{
    using controlplane::store::LogId;
    auto &plane = deployment().plane();
    const auto checkpoints = plane.checkpoints().current();
    const QByteArray id = plane.governance().directory()->deploymentId();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    evidence::AuditExportWriter writer(buffer, {.deployment = id,
                                                .governanceCheckpoint = checkpoints->of(LogId::Governance).note,
                                                .activityCheckpoint = checkpoints->of(LogId::Activity).note});
    for (const QByteArray &leaf :
         require(plane.logs().leaves(LogId::Governance, 0, checkpoints->of(LogId::Governance).head.size)))
        require(writer.writeGovernance(leaf));
    for (const auto &record : require(plane.logs().records(0, checkpoints->of(LogId::Activity).head.size)))
        require(writer.writeActivity(record.leaf, record.body ? &*record.body : nullptr));
    buffer.close();
    buffer.open(QIODevice::ReadOnly);
    const auto verdict = evidence::verifyAuditExport(buffer, id);
    QVERIFY2(verdict, verdict ? "" : qPrintable(verdict.error().toString()));
    QVERIFY(deployment().entries().contains(u"attestation.judged refused"_s));
}

ENIGM_TEST_MAIN(AttestationSetTest)
#include "AttestationSetTest.moc"
