#include "tests/benchmarks/lifecycle/Enrollments.h"

#include "contract/certificates/CertificationRequest.h"
#include "control-plane/store/Transaction.h"
#include "tests/support/Vectors.h"
#include "tests/support/history/Require.h"

#include <latch>

using namespace Qt::StringLiterals;

namespace enigm::benchmarks {

namespace {

using test::require;

std::shared_ptr<X509> parsed(const QByteArray &der)
{
    const auto *at = signing::unsignedData(der);
    return {d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free};
}

bool isSigned(X509 *certificate, X509 *by)
{
    return X509_verify(certificate, X509_get0_pubkey(by)) == 1;
}

} // namespace

Enrollments::Enrollments(int devices)
    : m_devices(devices)
    , m_factory(std::make_unique<samples::SampleDeviceFactory>(require(samples::SampleDeviceFactory::open(
          test::readFile(m_deployment.directory() + u"/sample/attestation.json"_s), signing::Secret("sample")))))
    , m_authority(signing::PrivateKey::generate(signing::PublicKey::Kind::P256))
{}

void Enrollments::openProfile()
{
    m_token = signing::randomBytes(enrollment::EnrollmentTicket::tokenSize);
    const qint64 now = m_deployment.clock.now();
    const controlplane::store::ProfileRow profile{
        .id = u"0199d1c1-7b7c-7e21-8d39-%1"_s.arg(QString::fromLatin1(m_token.toHex().first(12))),
        .token = signing::sha256(m_token),
        .name = u"Bench"_s,
        .uses = m_devices,
        .created = now,
        .expires = now + 3600,
        .creator = m_deployment.person(u"administrator-1"_s).id};
    require(m_deployment.plane().writer().submitAndWait(
        [&](controlplane::store::Transaction &transaction) { return transaction.enrollments.insertProfile(profile); }));
}

void Enrollments::prepare()
{
    openProfile();
    m_claims.clear();
    const QByteArray deployment = m_deployment.plane().governance().directory()->deploymentId();
    for (int i = 0; i < m_devices; ++i) {
        const auto attested = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        const auto tls = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
        const QByteArray nonce = require(m_deployment.plane().enrollments().nonce(signing::Secret(m_token))).nonce;
        samples::SampleDeviceTraits traits;
        traits.challenge = enrollment::enrollmentChallenge(deployment, nonce, signing::sha256(tls->publicKey().spki()));
        traits.createdAt = m_deployment.clock.now();
        auto chain = require(m_factory->attest(attested->publicKey().spki(), traits));
        const QByteArray request = require(certificates::CertificationRequest::sign(*tls));
        m_claims.push_back(
            {.token = signing::Secret(m_token), .nonce = nonce, .chain = std::move(chain), .request = request});
    }
}

void Enrollments::enrol()
{
    std::latch answered(m_devices);
    for (const enrollment::EnrollmentClaim &claim : m_claims) {
        m_deployment.plane().enrollments().enrol(claim,
                                                 [&answered](const Expected<enrollment::EnrollmentAnswer> &answer) {
                                                     if (!answer)
                                                         qFatal("%s", qPrintable(answer.error().toString()));
                                                     answered.count_down();
                                                 });
    }
    answered.wait();
}

bool Enrollments::verifyBare() const
{
    bool allGood = true;
    for (const enrollment::EnrollmentClaim &claim : m_claims) {
        const auto leaf = parsed(claim.chain[0]);
        const auto attestation = parsed(claim.chain[1]);
        const auto root = parsed(claim.chain[2]);
        const auto *at = signing::unsignedData(claim.request);
        const std::shared_ptr<X509_REQ> request(d2i_X509_REQ(nullptr, &at, static_cast<long>(claim.request.size())),
                                                X509_REQ_free);
        allGood = isSigned(leaf.get(), attestation.get()) && isSigned(attestation.get(), root.get()) &&
                  isSigned(root.get(), root.get()) &&
                  X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())) == 1 &&
                  m_authority->sign("certificate").has_value() && allGood;
    }
    return allGood;
}

} // namespace enigm::benchmarks
