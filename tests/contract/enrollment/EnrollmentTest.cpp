#include "contract/enrollment/Enrollment.h"

#include "contract/fleet/Certificate.h"
#include "contract/json/JsonParser.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "contract/signing/Secret.h"
#include "tests/support/LogGuard.h"

#include <QTest>

using namespace enigm;
using namespace Qt::StringLiterals;
using enrollment::Enrollment;
using fleet::AttestationReason;
using fleet::SecurityLevel;

/// What an enrolment rests on is judged by the organisation's founding, and holds for one deployment, nonce and key.
class EnrollmentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anHonestEnrolmentHolds();
    void itHoldsForNothingElse();
    void aRootThatIsNotPinnedVouchesForNothing();
    void theFoundingSaysWhatIsGoodEnough();
    void aProfileMayAskForMoreAndNotForLess();
    void itComesBackFromItsDocument();
    void whatIsNoneIsRefused_data();
    void whatIsNoneIsRefused();

private:
    [[nodiscard]] Enrollment enrol(const samples::SampleDeviceTraits &traits = {}) const;

    std::unique_ptr<signing::PrivateKey> m_rootKey;
    std::unique_ptr<samples::SampleDeviceFactory> m_factory;
    operators::Founding m_founding;
};

namespace {

constexpr qint64 now = 1'800'000'000;

fleet::AttestationVerdict judge(const Enrollment &enrollment, const operators::Founding &founding, qint64 at,
                                std::optional<SecurityLevel> leastLevel = {})
{
    return judgeEnrollment(enrollment, enrollment::AttestationGround::of(operators::Directory(founding)), at,
                           leastLevel);
}

} // namespace

void EnrollmentTest::initTestCase()
{
    m_rootKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    auto factory = samples::SampleDeviceFactory::make(*m_rootKey, now - 1000, now + 1'000'000);
    QVERIFY(factory);
    m_factory = std::make_unique<samples::SampleDeviceFactory>(std::move(*factory));
    m_founding.name = u"Test"_s;
    m_founding.attestationRoots = {signing::sha256(m_rootKey->publicKey().spki())};
    m_founding.minAttestationLevel = u"trusted-environment"_s;
}

Enrollment EnrollmentTest::enrol(const samples::SampleDeviceTraits &traits) const
{
    Enrollment enrollment{.handle = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {1}),
                          .nonce = signing::randomBytes(enrollment::nonceSize),
                          .tlsKey = signing::randomBytes(32),
                          .chain = {},
                          .enrolledAt = now};
    samples::SampleDeviceTraits attested = traits;
    attested.challenge =
        enrollment::enrollmentChallenge(m_founding.deploymentId(), enrollment.nonce, enrollment.tlsKey);
    attested.createdAt = now;
    auto device = m_factory->makeDevice(attested);
    if (device)
        enrollment.chain = std::move(device->chain);
    return enrollment;
}

void EnrollmentTest::anHonestEnrolmentHolds()
{
    const auto verdict = judge(enrol(), m_founding, now);
    QCOMPARE(toWord(verdict.reason), toWord(AttestationReason::None));
    QVERIFY(verdict.facts.thumbprint);
}

void EnrollmentTest::itHoldsForNothingElse()
{
    const Enrollment honest = enrol();
    Enrollment otherNonce = honest;
    otherNonce.nonce[0] = char(otherNonce.nonce[0] ^ 1);
    QCOMPARE(judge(otherNonce, m_founding, now).reason, AttestationReason::Challenge);
    Enrollment otherKey = honest;
    otherKey.tlsKey[31] = char(otherKey.tlsKey[31] ^ 1);
    QCOMPARE(judge(otherKey, m_founding, now).reason, AttestationReason::Challenge);
    operators::Founding otherDeployment = m_founding;
    otherDeployment.name = u"Another"_s;
    QCOMPARE(judge(honest, otherDeployment, now).reason, AttestationReason::Challenge);
    QCOMPARE(judge(honest, m_founding, now + 2'000'000).reason, AttestationReason::Expired);
}

void EnrollmentTest::aRootThatIsNotPinnedVouchesForNothing()
{
    operators::Founding other = m_founding;
    other.attestationRoots = {QByteArray(32, 'r')};
    const Enrollment honest = enrol();
    QCOMPARE(judge(honest, other, now).reason, AttestationReason::Root);
    Enrollment empty = honest;
    empty.chain.clear();
    QVERIFY(judge(empty, m_founding, now).outcome != fleet::AttestationOutcome::Verified);
}

void EnrollmentTest::theFoundingSaysWhatIsGoodEnough()
{
    operators::Founding strict = m_founding;
    strict.minAttestationLevel = u"strongbox"_s;
    strict.minPatch = 202609;
    // The challenge is of the deployment, which is another where anything in the founding is.
    const auto acceptance = enrollment::acceptanceOf(operators::GovernedAcceptance::of(strict));
    QCOMPARE(acceptance.leastLevel, SecurityLevel::StrongBox);
    QCOMPARE(acceptance.leastPatch, std::optional<quint64>(202609));
    QVERIFY(!acceptance.lab);
    QVERIFY(!enrollment::acceptanceOf(operators::GovernedAcceptance::of(m_founding)).leastPatch);
    const auto verdict = judge(
        enrol({.locked = false, .bootState = fleet::VerifiedBootState::Unverified, .bootKey = QByteArray(32, '\0')}),
        m_founding, now);
    QCOMPARE(verdict.reason, AttestationReason::Unlocked);
}

void EnrollmentTest::aProfileMayAskForMoreAndNotForLess()
{
    const Enrollment weaker = enrol({.level = SecurityLevel::TrustedEnvironment});
    QCOMPARE(judge(weaker, m_founding, now).reason, AttestationReason::None);
    QCOMPARE(judge(weaker, m_founding, now, SecurityLevel::StrongBox).reason, AttestationReason::SecurityLevel);
    const Enrollment software = enrol({.level = SecurityLevel::Software});
    QVERIFY(judge(software, m_founding, now, SecurityLevel::Software).reason != AttestationReason::None);
}

void EnrollmentTest::itComesBackFromItsDocument()
{
    Enrollment enrollment = enrol();
    QCOMPARE(Enrollment::fromJson(enrollment.toJson()), Expected<Enrollment>(enrollment));
    enrollment.profile = u"0199d1c1-7b7c-7e21-8d39-0123456789ab"_s;
    enrollment.replaces = fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Console, {2});
    QCOMPARE(Enrollment::fromJson(enrollment.toJson()), Expected<Enrollment>(enrollment));
}

void EnrollmentTest::whatIsNoneIsRefused_data()
{
    QTest::addColumn<QString>("member");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("no certificate") << u"chain"_s << "[]"_ba;
    QTest::newRow("eleven certificates") << u"chain"_s
                                         << R"(["AA","AA","AA","AA","AA","AA","AA","AA","AA","AA","AA"])"_ba;
    QTest::newRow("a number in the chain") << u"chain"_s << "[1]"_ba;
    QTest::newRow("padding in the chain") << u"chain"_s << R"(["AA=="])"_ba;
    QTest::newRow("a short nonce") << u"nonce"_s << R"("AAAA")"_ba;
    QTest::newRow("a handle of another audience") << u"handle"_s << R"("edn1qqqq")"_ba;
    QTest::newRow("a word for the place taken") << u"replaces"_s << R"("nobody")"_ba;
    QTest::newRow("no time") << u"enrolled"_s << "0"_ba;
}

void EnrollmentTest::whatIsNoneIsRefused()
{
    QFETCH(const QString, member);
    QFETCH(const QByteArray, value);
    json::Object document = enrol().toJson().object();
    document.insert(member, *json::parse(value));
    QVERIFY(!Enrollment::fromJson(json::Value(document)));
}

ENIGM_TEST_MAIN(EnrollmentTest)
#include "EnrollmentTest.moc"
