#include "contract/enrollment/AttestationClaim.h"

#include "contract/encoding/Base64Url.h"
#include "contract/enrollment/Enrollment.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"
#include "contract/reports/JudgedAttestation.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"
#include "tests/support/history/Require.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using enrollment::AttestationClaim;
using enrollment::AttestationGround;
using fleet::AttestationReason;
using reports::JudgedAttestation;
using test::require;

/// What a device attests again is good for one deployment, one nonce and one attested key, and is judged by what is in
/// force, list included.
class AttestationClaimTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anHonestOneHolds();
    void itHoldsForNothingElse();
    void aListThatIsNotAtHandClosesTheDoor();
    void aRevokedCertificateIsRefused();
    void itComesBackFromItsDocument();
    void anotherChainIsAnotherReport();
    void whatWasFoundIsLogged();
    void whatNothingVouchesForIsNotBelieved();

private:
    [[nodiscard]] AttestationClaim claim(const samples::SampleDeviceTraits &traits = {}) const;
    [[nodiscard]] AttestationReason judge(const AttestationClaim &claim) const;

    static constexpr qint64 now = 1'800'000'000;
    std::unique_ptr<signing::PrivateKey> m_rootKey;
    std::unique_ptr<signing::PrivateKey> m_key;
    std::unique_ptr<samples::SampleDeviceFactory> m_factory;
    AttestationGround m_ground;
};

void AttestationClaimTest::initTestCase()
{
    m_rootKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    m_key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    m_factory = std::make_unique<samples::SampleDeviceFactory>(
        require(samples::SampleDeviceFactory::make(*m_rootKey, now - 1000, now + 1'000'000)));
    m_ground = {.deployment = QByteArray(32, 'd'),
                .acceptance = {.roots = {signing::sha256(m_rootKey->publicKey().spki())},
                               .bootKeys = {},
                               .leastLevel = fleet::SecurityLevel::TrustedEnvironment}};
}

AttestationClaim AttestationClaimTest::claim(const samples::SampleDeviceTraits &traits) const
{
    const QByteArray nonce = signing::randomBytes(16);
    samples::SampleDeviceTraits attested = traits;
    if (attested.challenge.isEmpty())
        attested.challenge =
            enrollment::attestationChallenge(m_ground.deployment, nonce, m_key->publicKey().thumbprint());
    attested.createdAt = now;
    auto chain = require(m_factory->makeDevice(attested)).chain;
    const reports::Report report{.deployment = m_ground.deployment,
                                 .handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {1}),
                                 .body = reports::FreshAttestation::of(chain),
                                 .time = now,
                                 .nonce = nonce};
    return {.chain = std::move(chain),
            .attested = {.key = m_key->publicKey(), .report = require(reports::SignedReport::sign(report, *m_key))}};
}

AttestationReason AttestationClaimTest::judge(const AttestationClaim &claim) const
{
    return judgeClaim(claim, m_key->publicKey().thumbprint(), m_ground, now).reason;
}

void AttestationClaimTest::anHonestOneHolds()
{
    QCOMPARE(judge(claim()), AttestationReason::None);
}

void AttestationClaimTest::itHoldsForNothingElse()
{
    const AttestationClaim honest = claim();
    const QString other = signing::PrivateKey::generate(signing::PublicKey::Kind::P256)->publicKey().thumbprint();
    QCOMPARE(judgeClaim(honest, other, m_ground, now).reason, AttestationReason::Challenge);
    AttestationGround elsewhere = m_ground;
    elsewhere.deployment = QByteArray(32, 'e');
    QCOMPARE(judgeClaim(honest, m_key->publicKey().thumbprint(), elsewhere, now).reason, AttestationReason::Challenge);
    AttestationClaim replayed = claim();
    replayed.chain = honest.chain;
    QCOMPARE(judge(replayed), AttestationReason::Challenge);
    // What was attested when it enrolled is of another kind.
    const QByteArray enrolling =
        enrollment::enrollmentChallenge(m_ground.deployment, QByteArray(32, 'n'), QByteArray(32, 't'));
    QCOMPARE(judge(claim({.challenge = enrolling})), AttestationReason::Challenge);
}

void AttestationClaimTest::aListThatIsNotAtHandClosesTheDoor()
{
    AttestationGround ground = m_ground;
    ground.acceptance.revocation = QByteArray(32, 'l');
    QVERIFY(!ground.isWhole());
    const auto verdict = judgeClaim(claim(), m_key->publicKey().thumbprint(), ground, now);
    QCOMPARE(verdict.reason, AttestationReason::NoRevocationList);
    QCOMPARE(verdict.outcome, fleet::AttestationOutcome::NotEvaluated);
    ground.revocation = fleet::RevocationList();
    const auto judged = ground.judge(claim().chain, {}, now);
    QVERIFY(judged.reason != AttestationReason::NoRevocationList);
}

void AttestationClaimTest::aRevokedCertificateIsRefused()
{
    const AttestationClaim honest = claim();
    const QString serial = require(fleet::Certificate::parse(honest.chain[1])).serial();
    const QByteArray text = R"({"entries":{")" + serial.toLatin1() + R"(":{"status":"REVOKED"}}})";
    AttestationGround ground = m_ground;
    ground.acceptance.revocation = signing::sha256(text);
    ground.revocation = require(fleet::RevocationList::open(text, *ground.acceptance.revocation));
    QCOMPARE(judgeClaim(honest, m_key->publicKey().thumbprint(), ground, now).reason, AttestationReason::Revoked);
    const auto other = fleet::RevocationList::open(text + '\n', *ground.acceptance.revocation);
    QVERIFY(!other);
    QCOMPARE(problemSlug(other.error().type), u"body-mismatch"_s);
}

void AttestationClaimTest::itComesBackFromItsDocument()
{
    const AttestationClaim honest = claim();
    const auto back = require(AttestationClaim::fromJson(honest.toJson()));
    QCOMPARE(back.chain, honest.chain);
    QCOMPARE(back.attested.report.report, honest.attested.report.report);
    require(back.attested.verify(m_key->publicKey().thumbprint()));
}

void AttestationClaimTest::anotherChainIsAnotherReport()
{
    AttestationClaim mixed = claim();
    mixed.chain = claim().chain;
    const auto refused = AttestationClaim::fromJson(mixed.toJson());
    QVERIFY(!refused);
    QCOMPARE(problemSlug(refused.error().type), u"body-mismatch"_s);
}

void AttestationClaimTest::whatWasFoundIsLogged()
{
    const AttestationClaim honest = claim();
    const auto verdict = judgeClaim(honest, m_key->publicKey().thumbprint(), m_ground, now);
    const JudgedAttestation judged{honest.attested, reports::AttestationFinding::of(verdict)};
    const auto back = require(JudgedAttestation::fromJson(judged.toJson()));
    QCOMPARE(back.finding, judged.finding);
    QCOMPARE(back.finding.level, std::optional(fleet::SecurityLevel::StrongBox));
    QCOMPARE(back.describe().outcome, log::Outcome::Done);
    QVERIFY(!json::canonical(judged.toJson()).contains(encoding::toBase64Url(honest.chain.front()))); // beside it alone
    const json::Value document = judged.toJson();
    json::Object finding = document.object().find("finding"_L1)->object();
    finding.insert(u"outcome"_s, u"replay-attempt"_s);
    json::Object members = document.object();
    members.insert(u"finding"_s, finding);
    QVERIFY(!JudgedAttestation::fromJson(members)); // the outcome follows from the reason
}

void AttestationClaimTest::whatNothingVouchesForIsNotBelieved()
{
    for (const fleet::AttestationReason reason : fleet::allAttestationReasons()) {
        fleet::AttestationVerdict verdict = judgeClaim(claim(), m_key->publicKey().thumbprint(), m_ground, now);
        QVERIFY(verdict.facts.osPatchLevel());
        verdict.reason = reason;
        verdict.outcome = fleet::outcomeOf(reason);
        const auto finding = reports::AttestationFinding::of(verdict);
        QCOMPARE(finding.patch.has_value(), reports::isBelievable(verdict.outcome));
        QCOMPARE(finding.level.has_value(), reports::isBelievable(verdict.outcome));
    }
}

ENIGM_TEST_MAIN(AttestationClaimTest)
#include "AttestationClaimTest.moc"
