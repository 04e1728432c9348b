#include "control-plane/enrollment/EnrollmentService.h"

#include "contract/certificates/CertificationRequest.h"
#include "contract/fleet/Certificate.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "control-plane/enrollment/ProfileService.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/LogGuard.h"
#include "tests/support/plane/LivePlane.h"

#include <QTest>

#include <future>

using namespace enigm;
using namespace enigm::test;
using namespace Qt::StringLiterals;
using controlplane::store::DeviceRow;
using controlplane::store::ProfileRow;
using enrollment::EnrollmentAnswer;
using enrollment::EnrollmentClaim;

using Answer = Expected<EnrollmentAnswer>;

/// Who comes in, and what is kept of it, without a network.
class EnrollmentServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aDeviceComesIn();
    void aLostAnswerIsGivenAgain();
    void theAnswerOfAnotherIsNot();
    void theLastUseIsForOne();
    void anAttestedKeyEnrolsOnce();
    void aNonceIsGoodOnceAndForItsToken();
    void aNonceDoesNotSurviveARestart();
    void anOverTokenOpensNothing();
    void onlyWhoWasAnnouncedComesIn();
    void aProfileAsksForMore();
    void whatNamesTheDeviceIsNotKept();
    void aRequestThatItsKeyHasNotSignedIsRefused();
    void whatIsRefusedIsCounted();

private:
    struct Phone
    {
        std::unique_ptr<signing::PrivateKey> attested = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        std::unique_ptr<signing::PrivateKey> tls = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    };
    void open(const ProfileRow &like = {});
    [[nodiscard]] signing::Secret token() const { return signing::Secret(m_token); }
    [[nodiscard]] QByteArray nonce();
    [[nodiscard]] EnrollmentClaim claim(const Phone &phone, const samples::SampleDeviceTraits &like = {});
    [[nodiscard]] EnrollmentClaim claimWith(const Phone &phone, const QByteArray &nonce,
                                            samples::SampleDeviceTraits traits = {}) const;
    [[nodiscard]] Answer enrol(const EnrollmentClaim &claim);
    [[nodiscard]] std::vector<DeviceRow> devicesOf(const Phone &phone);
    [[nodiscard]] qint64 used();

    std::unique_ptr<signing::PrivateKey> m_root;
    std::unique_ptr<LivePlane> m_live;
    std::unique_ptr<samples::SampleDeviceFactory> m_factory;
    QByteArray m_token;
    QString m_profile;
};

namespace {

/// Claims hold a secret, which is not copied by accident.
EnrollmentClaim copyOf(const EnrollmentClaim &claim)
{
    return {.token = claim.token.clone(), .nonce = claim.nonce, .chain = claim.chain, .request = claim.request};
}

ProblemType typeOf(const Answer &answer)
{
    return answer ? ProblemType::Internal : answer.error().type;
}

} // namespace

void EnrollmentServiceTest::initTestCase()
{
    m_root = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
}

void EnrollmentServiceTest::init()
{
    LivePlane::Options options;
    options.attestationRoots = {signing::sha256(m_root->publicKey().spki())};
    m_live = std::make_unique<LivePlane>(options);
    const qint64 now = m_live->clock.now();
    auto factory = samples::SampleDeviceFactory::make(*m_root, now - 1000, now + 10'000'000);
    QVERIFY(factory);
    m_factory = std::make_unique<samples::SampleDeviceFactory>(std::move(*factory));
    open();
}

void EnrollmentServiceTest::open(const ProfileRow &like)
{
    m_token = signing::randomBytes(enrollment::EnrollmentTicket::tokenSize);
    ProfileRow profile = like;
    m_profile = profile.id = u"0199d1c1-7b7c-7e21-8d39-%1"_s.arg(QString::fromLatin1(m_token.toHex().first(12)));
    profile.token = signing::sha256(m_token);
    profile.name = u"Test"_s;
    profile.created = m_live->clock.now();
    profile.expires = m_live->clock.now() + 3600;
    profile.creator = m_live->administrator1.id;
    QVERIFY(m_live->plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) { return transaction.enrollments.insertProfile(profile); }));
}

QByteArray EnrollmentServiceTest::nonce()
{
    const auto given = m_live->plane().enrollments().nonce(token());
    return given ? given->nonce : QByteArray();
}

EnrollmentClaim EnrollmentServiceTest::claimWith(const Phone &phone, const QByteArray &nonce,
                                                 samples::SampleDeviceTraits traits) const
{
    const QByteArray tls = phone.tls->publicKey().spki();
    traits.challenge = enrollment::enrollmentChallenge(m_live->plane().governance().directory()->deploymentId(), nonce,
                                                       signing::sha256(tls));
    traits.createdAt = m_live->clock.now();
    auto chain = m_factory->attest(phone.attested->publicKey().spki(), traits);
    auto request = certificates::CertificationRequest::sign(*phone.tls);
    return {.token = token(),
            .nonce = nonce,
            .chain = chain.value_or(std::vector<QByteArray>()),
            .request = request.value_or(QByteArray())};
}

EnrollmentClaim EnrollmentServiceTest::claim(const Phone &phone, const samples::SampleDeviceTraits &like)
{
    return claimWith(phone, nonce(), like);
}

Answer EnrollmentServiceTest::enrol(const EnrollmentClaim &claim)
{
    std::promise<Answer> promise;
    auto answer = promise.get_future();
    m_live->plane().enrollments().enrol(claim, [&promise](const Answer &given) { promise.set_value(given); });
    return answer.get();
}

std::vector<DeviceRow> EnrollmentServiceTest::devicesOf(const Phone &phone)
{
    const auto reader = m_live->plane().database().read();
    return (*reader)->devices.findByKey(phone.attested->publicKey().thumbprint()).value_or(std::vector<DeviceRow>());
}

qint64 EnrollmentServiceTest::used()
{
    const auto reader = m_live->plane().database().read();
    return (*(*reader)->enrollments.profile(m_profile))->used;
}

void EnrollmentServiceTest::aDeviceComesIn()
{
    const Phone phone;
    const Answer answer = enrol(claim(phone));
    QVERIFY2(answer, answer ? "" : qPrintable(answer.error().toString()));
    const auto certificate = fleet::Certificate::parse(answer->certificate);
    QVERIFY(certificate);
    QCOMPARE(certificate->spki(), phone.tls->publicKey().spki());
    QCOMPARE(certificate->commonName(), std::optional(answer->handle.text()));
    const auto devices = devicesOf(phone);
    QCOMPARE(devices.size(), 1U);
    QCOMPARE(devices[0].handle, answer->handle);
    QCOMPARE(devices[0].state, fleet::DeviceState::PendingEnrollment);
    QCOMPARE(devices[0].attestation.outcome, u"verified"_s);
    QCOMPARE(used(), 1);
    // Whoever admits it can judge it again.
    const auto reader = m_live->plane().database().read();
    const auto kept = (*reader)->enrollments.find(answer->handle);
    QVERIFY(kept && *kept);
    const auto verdict = judgeEnrollment(
        **kept, enrollment::AttestationGround::of(*m_live->plane().governance().directory()), m_live->clock.now());
    QCOMPARE(verdict.outcome, fleet::AttestationOutcome::Verified);
    QCOMPARE(verdict.facts.thumbprint, std::optional(devices[0].key));
}

void EnrollmentServiceTest::aLostAnswerIsGivenAgain()
{
    const Phone phone;
    const EnrollmentClaim first = claim(phone);
    const Answer answer = enrol(first);
    QVERIFY(answer);
    m_live->clock.advance(7200); // the token is over by now
    const Answer again = enrol(first);
    QVERIFY2(again, again ? "" : qPrintable(again.error().toString()));
    QCOMPARE(again->handle, answer->handle);
    QCOMPARE(used(), 1);
    QCOMPARE(devicesOf(phone).size(), 1U);
}

/// A certificate is given for a key that is known to no one but by the claim that it was given for.
void EnrollmentServiceTest::theAnswerOfAnotherIsNot()
{
    open({.uses = 2});
    const Phone phone;
    QVERIFY(enrol(claim(phone)));
    Phone other;
    other.tls = std::move(const_cast<Phone &>(phone).tls);
    QCOMPARE(typeOf(enrol(claim(other))), ProblemType::AlreadyExists);
    QVERIFY(devicesOf(other).empty());
}

void EnrollmentServiceTest::theLastUseIsForOne()
{
    const Phone one;
    const Phone two;
    const EnrollmentClaim first = claim(one);
    const EnrollmentClaim second = claim(two);
    std::promise<Answer> promises[2];
    controlplane::enrollment::EnrollmentService &service = m_live->plane().enrollments();
    // Both are judged while the token is good; the store tells them apart.
    service.enrol(first, [&](const Answer &answer) { promises[0].set_value(answer); });
    service.enrol(second, [&](const Answer &answer) { promises[1].set_value(answer); });
    const Answer answers[2] = {promises[0].get_future().get(), promises[1].get_future().get()};
    QCOMPARE(int(answers[0].has_value()) + int(answers[1].has_value()), 1);
    QCOMPARE(typeOf(answers[answers[0] ? 1 : 0]), ProblemType::EnrollmentRefused);
    QCOMPARE(devicesOf(one).size() + devicesOf(two).size(), 1U);
    QCOMPARE(used(), 1);
}

void EnrollmentServiceTest::anAttestedKeyEnrolsOnce()
{
    open({.uses = 2});
    Phone phone;
    QVERIFY(enrol(claim(phone)));
    phone.tls = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    QCOMPARE(typeOf(enrol(claim(phone))), ProblemType::AlreadyExists);
    QCOMPARE(devicesOf(phone).size(), 1U);
    QCOMPARE(used(), 1);
}

void EnrollmentServiceTest::aNonceIsGoodOnceAndForItsToken()
{
    open({.uses = 3});
    const QByteArray given = nonce();
    QCOMPARE(given.size(), enrollment::nonceSize);
    QVERIFY(enrol(claimWith(Phone(), given)));
    QCOMPARE(typeOf(enrol(claimWith(Phone(), given))), ProblemType::Replayed);
    const QByteArray ofThis = nonce();
    open();
    QCOMPARE(typeOf(enrol(claimWith(Phone(), ofThis))), ProblemType::Replayed);
    QCOMPARE(typeOf(enrol(claimWith(Phone(), QByteArray(32, 'n')))), ProblemType::Replayed);
}

void EnrollmentServiceTest::aNonceDoesNotSurviveARestart()
{
    const EnrollmentClaim before = claim(Phone());
    m_live->restart();
    QCOMPARE(typeOf(enrol(before)), ProblemType::Replayed);
    QVERIFY(enrol(claim(Phone())));
}

void EnrollmentServiceTest::anOverTokenOpensNothing()
{
    const EnrollmentClaim before = claim(Phone());
    m_live->clock.advance(3600);
    QVERIFY(nonce().isEmpty());
    QCOMPARE(typeOf(enrol(before)), ProblemType::EnrollmentRefused);
    m_token = QByteArray(16, 'x');
    QVERIFY(nonce().isEmpty());
}

void EnrollmentServiceTest::onlyWhoWasAnnouncedComesIn()
{
    open({.uses = 2, .keys = {QByteArray(32, 'k')}});
    QCOMPARE(typeOf(enrol(claim(Phone()))), ProblemType::EnrollmentRefused);
    const Phone announced;
    open({.keys = {QByteArray(32, 'k'), signing::sha256(announced.attested->publicKey().spki())}});
    QVERIFY(enrol(claim(announced)));
}

void EnrollmentServiceTest::aProfileAsksForMore()
{
    open({.leastLevel = fleet::SecurityLevel::StrongBox});
    const Answer answer = enrol(claim(Phone(), {.level = fleet::SecurityLevel::TrustedEnvironment}));
    QCOMPARE(typeOf(answer), ProblemType::AttestationRejected);
    QCOMPARE(answer.error().where, u"security-level"_s);
    QVERIFY(enrol(claim(Phone())));
}

void EnrollmentServiceTest::whatNamesTheDeviceIsNotKept()
{
    const Phone phone;
    const Answer answer = enrol(claim(phone, {.serialNumber = "R58M12ABCDE"_ba}));
    QCOMPARE(typeOf(answer), ProblemType::DirectIdentifier);
    QVERIFY(devicesOf(phone).empty());
    QVERIFY(enrol(claim(phone)));
}

void EnrollmentServiceTest::aRequestThatItsKeyHasNotSignedIsRefused()
{
    EnrollmentClaim forged = claim(Phone());
    forged.request.back() = char(forged.request.back() ^ 1);
    const Answer answer = enrol(forged);
    QVERIFY(!answer);
    QCOMPARE(answer.error().where, u"/request"_s);
    // Nothing was used up.
    EnrollmentClaim honest = copyOf(forged);
    honest.request.back() = char(honest.request.back() ^ 1);
    QVERIFY(enrol(honest));
}

void EnrollmentServiceTest::whatIsRefusedIsCounted()
{
    m_token = QByteArray(16, 'x');
    QVERIFY(nonce().isEmpty());
    std::promise<void> flushed;
    m_live->plane().checkIns().flushAll([&flushed](const Expected<void> &) { flushed.set_value(); });
    flushed.get_future().wait();
    QCOMPARE(m_live->activity().constLast(), u"device.refused refused"_s);
}

ENIGM_TEST_MAIN(EnrollmentServiceTest)
#include "EnrollmentServiceTest.moc"
