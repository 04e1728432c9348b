#include "simulator/device/EnrollmentRound.h"

#include "contract/certificates/CertificationRequest.h"
#include "contract/json/JsonParser.h"
#include "simulator/device/Hardware.h"

using namespace Qt::StringLiterals;

namespace enigm::simulator {

using enrollment::EnrollmentAnswer;
using enrollment::EnrollmentClaim;
using enrollment::EnrollmentNonce;

namespace {

std::shared_ptr<const signing::PrivateKey> freshKey()
{
    return signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
}

} // namespace

EnrollmentRound::EnrollmentRound(const Setup &setup, QObject *parent)
    : QObject(parent)
    , m_setup(setup)
    , m_device{.handle = {}, .attestedKey = freshKey(), .tlsKey = freshKey(), .certificate = {}}
{}

void EnrollmentRound::start()
{
    ask("/device/v1/enrollment-nonces"_ba, enrollment::tokenJson(m_setup.ticket.token), &EnrollmentRound::takeNonce);
}

void EnrollmentRound::ask(const QByteArray &path, const json::Value &body, Take take)
{
    auto *const exchange = new Exchange(m_device, {.url = m_setup.ticket.deviceUrl, .tlsDigest = m_setup.ticket.tls},
                                        {.method = "POST", .path = path, .body = json::canonical(body)}, this);
    connect(exchange, &Exchange::finished, this, [this, exchange, take](const Reply &reply) {
        exchange->deleteLater();
        if (reply.problem)
            Q_EMIT refused(*reply.problem);
        else
            (this->*take)(reply);
    });
}

void EnrollmentRound::takeNonce(const Reply &reply)
{
    const auto nonce =
        andThen(json::parse(reply.body), [](const json::Value &body) { return EnrollmentNonce::fromJson(body); });
    if (!nonce)
        return Q_EMIT refused(nonce.error());
    const auto body = claim(nonce->nonce);
    if (!body)
        return Q_EMIT refused(body.error());
    ask("/device/v1/enrollments"_ba, *body, &EnrollmentRound::takeAnswer);
}

Expected<json::Value> EnrollmentRound::claim(const QByteArray &nonce) const
{
    // What it asks a certificate for, and what its hardware vouches for: the same key, of an honest phone.
    const auto vouched = m_setup.misbehaviour == Misbehaviour::ForeignTlsKey ? freshKey() : m_device.tlsKey;
    const bool isForeign = m_setup.misbehaviour == Misbehaviour::ForeignNonce;
    const QByteArray attested = isForeign ? signing::randomBytes(enrollment::nonceSize) : nonce;
    const QByteArray challenge = enrollment::enrollmentChallenge(m_setup.ticket.deployment, attested,
                                                                 signing::sha256(vouched->publicKey().spki()));
    auto chain = m_setup.hardware.attest(m_device.attestedKey->publicKey().spki(),
                                         traitsOf(challenge, m_setup.clock.now(), m_setup.misbehaviour));
    if (!chain)
        return std::unexpected(chain.error());
    auto request = certificates::CertificationRequest::sign(*m_device.tlsKey);
    if (!request)
        return std::unexpected(request.error());
    return EnrollmentClaim{.token = m_setup.ticket.token.clone(),
                           .nonce = nonce,
                           .chain = std::move(*chain),
                           .request = std::move(*request)}
        .toJson();
}

void EnrollmentRound::takeAnswer(const Reply &reply)
{
    auto answer =
        andThen(json::parse(reply.body), [](const json::Value &body) { return EnrollmentAnswer::fromJson(body); });
    if (!answer)
        return Q_EMIT refused(answer.error());
    m_device.handle = answer->handle;
    m_device.certificate = std::move(answer->certificate);
    Q_EMIT enrolled(m_device);
}

} // namespace enigm::simulator
