#include "contract/enrollment/AttestationClaim.h"

#include "contract/enrollment/Enrollment.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::enrollment {

using reports::FreshAttestation;

Expected<AttestationClaim> AttestationClaim::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto chain = reader.with("chain"_L1, parseChain);
    const json::Object signedPart{{"key"_L1, reader.value("key"_L1)}, {"report"_L1, reader.value("report"_L1)}};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto attested = reports::AttestedReport<FreshAttestation>::fromJson(signedPart);
    if (!attested)
        return std::unexpected(attested.error());
    if (attested->body() != FreshAttestation::of(chain))
        return refuse(ProblemType::BodyMismatch, u"The report is about another chain."_s, u"/chain"_s);
    return AttestationClaim{.chain = std::move(chain), .attested = std::move(*attested)};
}

json::Value AttestationClaim::toJson() const
{
    const json::Value signedPart = attested.toJson();
    json::Object members = signedPart.object();
    members.insert(u"chain"_s, operators::valueOf(chain));
    return members;
}

QByteArray attestationChallenge(QByteArrayView deployment, QByteArrayView nonce, const QString &attestedKey)
{
    QByteArray input("enigm attestation v1\0", 21);
    input.append(deployment);
    input.append(nonce);
    input.append(attestedKey.toLatin1());
    return signing::sha256(input);
}

fleet::AttestationVerdict judgeClaim(const AttestationClaim &claim, const QString &attestedKey,
                                     const AttestationGround &ground, qint64 at)
{
    const QByteArray &nonce = claim.attested.report.report.nonce;
    return ground.judge(claim.chain, attestationChallenge(ground.deployment, nonce, attestedKey), at);
}

} // namespace enigm::enrollment
