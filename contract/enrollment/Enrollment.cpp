#include "contract/enrollment/Enrollment.h"

#include "contract/changes/TargetSet.h"
#include "contract/encoding/Base64Url.h"
#include "contract/enrollment/Members.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

using namespace Qt::StringLiterals;

namespace enigm::enrollment {

namespace {

constexpr std::size_t mostCertificates = 10;
constexpr qsizetype digestSize = 32;

} // namespace

Expected<std::vector<QByteArray>> parseChain(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"A chain is a list of certificates."_s, pointer);
    if (value.array().empty() || value.array().size() > mostCertificates)
        return refuse(ProblemType::OutOfRange, u"A chain has 1 to %1 certificates."_s.arg(mostCertificates), pointer);
    std::vector<QByteArray> chain;
    for (const json::Value &item : value.array()) {
        const QString place = pointer + u'/' + QString::number(chain.size());
        if (item.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A certificate is base64url text."_s, place);
        auto der = encoding::fromBase64Url(item.text().toLatin1());
        if (!der)
            return std::unexpected(der.error().under(place));
        if (der->size() > fleet::Certificate::mostBytes)
            return refuse(ProblemType::TooLarge, u"A certificate is larger than 16 KiB."_s, place);
        chain.push_back(std::move(*der));
    }
    return chain;
}

json::Value Enrollment::toJson() const
{
    return json::Object{{"chain"_L1, operators::valueOf(chain)},
                        {"enrolled"_L1, enrolledAt},
                        {"handle"_L1, handle.text()},
                        {"nonce"_L1, operators::valueOf(nonce)},
                        {"profile"_L1, profile ? json::Value(*profile) : json::Value()},
                        {"replaces"_L1, valueOf(replaces)},
                        {"tls_key"_L1, operators::valueOf(tlsKey)}};
}

Expected<Enrollment> Enrollment::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    Enrollment enrollment{.handle = reader.with("handle"_L1, changes::parseConsoleHandle),
                          .nonce = reader.bytes("nonce"_L1, nonceSize),
                          .tlsKey = reader.bytes("tls_key"_L1, digestSize),
                          .chain = reader.with("chain"_L1, parseChain),
                          .enrolledAt = reader.integer("enrolled"_L1, 1),
                          .profile = reader.textOrNull("profile"_L1),
                          .replaces = reader.with("replaces"_L1, changes::parseConsoleHandleOrNull)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return enrollment;
}

QByteArray enrollmentChallenge(QByteArrayView deployment, QByteArrayView nonce, QByteArrayView tlsKey)
{
    QByteArray input("enigm enrollment v1\0", 20);
    for (const QByteArrayView part : {deployment, nonce, tlsKey})
        input.append(part);
    return signing::sha256(input);
}

fleet::AttestationVerdict judgeEnrollment(const Enrollment &enrollment, const AttestationGround &ground, qint64 at,
                                          std::optional<fleet::SecurityLevel> leastLevel)
{
    return ground.judge(enrollment.chain, enrollmentChallenge(ground.deployment, enrollment.nonce, enrollment.tlsKey),
                        at, leastLevel);
}

} // namespace enigm::enrollment
