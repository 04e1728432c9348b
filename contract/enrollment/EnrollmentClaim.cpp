#include "contract/enrollment/EnrollmentClaim.h"

#include "contract/certificates/CertificationRequest.h"
#include "contract/changes/TargetSet.h"
#include "contract/encoding/Base64Url.h"
#include "contract/fleet/Certificate.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::enrollment {

namespace {

using operators::valueOf;

signing::Secret readToken(json::ObjectReader &reader)
{
    QByteArray bytes = reader.bytes("token"_L1, EnrollmentTicket::tokenSize);
    return signing::Secret::taking(bytes);
}

QByteArray readUpTo(json::ObjectReader &reader, QLatin1StringView name, qsizetype most)
{
    QByteArray bytes = reader.bytes(name);
    if (!reader.hasFailed() && (bytes.isEmpty() || bytes.size() > most))
        reader.fail({ProblemType::TooLarge, u"This has 1 to %1 bytes."_s.arg(most), reader.pointerTo(name)});
    return bytes;
}

template <typename T>
Expected<T> finished(json::ObjectReader &reader, T value)
{
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return value;
}

json::Value tokenValue(const signing::Secret &token)
{
    return json::Value(QString::fromLatin1(encoding::toBase64Url(token.view())));
}

} // namespace

Expected<EnrollmentClaim> EnrollmentClaim::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    EnrollmentClaim claim{.token = readToken(reader),
                          .nonce = reader.bytes("nonce"_L1, nonceSize),
                          .chain = reader.with("chain"_L1, parseChain),
                          .request = readUpTo(reader, "request"_L1, certificates::CertificationRequest::mostBytes)};
    return finished(reader, std::move(claim));
}

json::Value EnrollmentClaim::toJson() const
{
    return json::Object{{"chain"_L1, valueOf(chain)},
                        {"nonce"_L1, valueOf(nonce)},
                        {"request"_L1, valueOf(request)},
                        {"token"_L1, tokenValue(token)}};
}

Expected<signing::Secret> readToken(const json::Value &value)
{
    json::ObjectReader reader(value);
    return finished(reader, readToken(reader));
}

json::Value tokenJson(const signing::Secret &token)
{
    return json::Object{{"token"_L1, tokenValue(token)}};
}

Expected<EnrollmentAnswer> EnrollmentAnswer::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    EnrollmentAnswer answer{.certificate = readUpTo(reader, "certificate"_L1, fleet::Certificate::mostBytes),
                            .handle = reader.with("handle"_L1, changes::parseConsoleHandle),
                            .state = reader.with("state"_L1, changes::parseDeviceState)};
    return finished(reader, std::move(answer));
}

json::Value EnrollmentAnswer::toJson() const
{
    return json::Object{{"certificate"_L1, valueOf(certificate)},
                        {"handle"_L1, handle.text()},
                        {"state"_L1, QString(fleet::toWord(state))}};
}

Expected<EnrollmentNonce> EnrollmentNonce::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    EnrollmentNonce nonce{.nonce = reader.bytes("nonce"_L1, nonceSize), .expires = reader.integer("expires"_L1)};
    return finished(reader, std::move(nonce));
}

json::Value EnrollmentNonce::toJson() const
{
    return json::Object{{"expires"_L1, expires}, {"nonce"_L1, valueOf(nonce)}};
}

} // namespace enigm::enrollment
