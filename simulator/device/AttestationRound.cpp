#include "simulator/device/AttestationRound.h"

#include "contract/json/JsonParser.h"
#include "simulator/device/CommandReplies.h"
#include "simulator/device/Hardware.h"

#include <utility>

namespace enigm::simulator {

using namespace Qt::StringLiterals;
using enrollment::AttestationClaim;
using reports::FreshAttestation;

namespace {

constexpr qsizetype nonceSize = 16;
constexpr qint64 day = 86'400;

std::unique_ptr<signing::PrivateKey> freshKey()
{
    return signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
}

} // namespace

AttestationRound::AttestationRound(deployment::DeviceIdentity device, DeviceListener listener, Plan plan,
                                   QObject *parent)
    : QObject(parent)
    , m_device(std::move(device))
    , m_listener(std::move(listener))
    , m_plan(std::move(plan))
{
    ask({.method = "POST", .path = "/device/v1/nonces", .body = "{}"}, &AttestationRound::takeNonce);
}

void AttestationRound::ask(Ask ask, Take take)
{
    auto *const exchange = new Exchange(m_device, m_listener, std::move(ask), this);
    connect(exchange, &Exchange::finished, this, [this, exchange, take](const Reply &reply) {
        exchange->deleteLater();
        (this->*take)(reply);
    });
}

void AttestationRound::takeNonce(const Reply &reply)
{
    if (reply.outcome != Reply::Outcome::Answered) {
        Q_EMIT finished(reply);
        return;
    }
    auto nonce = readNonce(reply.body);
    if (nonce && m_plan.misbehaviour == Misbehaviour::ForeignNonce)
        nonce = signing::randomBytes(nonceSize);
    const auto claimed = nonce ? claim(*nonce) : std::unexpected(nonce.error());
    if (!claimed) {
        Q_EMIT finished(Reply::failed(claimed.error()));
        return;
    }
    ask({.method = "POST", .path = "/device/v1/attestations", .body = json::canonical(claimed->toJson())},
        &AttestationRound::takeAnswer);
}

/// Of a phone of another make, of another device, or for another occasion, where it misbehaves so.
Expected<std::vector<QByteArray>> AttestationRound::chainFor(const QByteArray &nonce) const
{
    const bool isReplayed = m_plan.misbehaviour == Misbehaviour::ReplayedChain;
    const bool isAnothers = m_plan.misbehaviour == Misbehaviour::OtherKeysChain;
    const auto other = freshKey();
    const signing::PublicKey attested = isAnothers ? other->publicKey() : m_device.attestedKey->publicKey();
    const QByteArray challenge = enrollment::attestationChallenge(
        m_plan.deployment, isReplayed ? signing::randomBytes(nonceSize) : nonce, attested.thumbprint());
    const qint64 now = m_plan.clock->now();
    const samples::SampleDeviceTraits traits = traitsOf(challenge, now, m_plan.misbehaviour);
    const QByteArray fresh = freshKey()->publicKey().spki();
    if (m_plan.misbehaviour != Misbehaviour::ForeignRoot)
        return m_plan.hardware->attest(fresh, traits);
    const auto foreign = samples::SampleDeviceFactory::make(*freshKey(), now - day, now + day);
    return foreign ? foreign->attest(fresh, traits) : std::unexpected(foreign.error());
}

Expected<AttestationClaim> AttestationRound::claim(const QByteArray &nonce) const
{
    auto chain = chainFor(nonce);
    if (!chain)
        return std::unexpected(chain.error());
    const reports::Report report{.deployment = m_plan.deployment,
                                 .handle = m_device.handle,
                                 .body = FreshAttestation::of(*chain),
                                 .time = m_plan.clock->now(),
                                 .nonce = nonce};
    const bool isForged = m_plan.misbehaviour == Misbehaviour::ForgeReport;
    const signing::PrivateKey &key = isForged ? *m_device.tlsKey : *m_device.attestedKey;
    auto made = reports::SignedReport::sign(report, key);
    if (!made)
        return std::unexpected(made.error());
    return AttestationClaim{.chain = std::move(*chain),
                            .attested = {.key = key.publicKey(), .report = std::move(*made)}};
}

void AttestationRound::takeAnswer(const Reply &reply)
{
    if (reply.outcome == Reply::Outcome::Answered) {
        if (const auto judged = readJudged(reply.body); !judged) {
            Q_EMIT finished(Reply::failed(judged.error()));
            return;
        }
    }
    Q_EMIT finished(reply);
}

} // namespace enigm::simulator
