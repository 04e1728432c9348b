#include "api-client/enrollment/AttestationClient.h"

#include "contract/changes/TargetSet.h"
#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

json::Value bodyOf(const std::vector<fleet::DeviceHandle> &devices)
{
    json::Array handles;
    for (const fleet::DeviceHandle &device : devices)
        handles.emplace_back(device.text());
    return json::Object{{"devices"_L1, std::move(handles)}};
}

Expected<AskedForAttestation> readAsked(const json::Value &value)
{
    json::ObjectReader reader(value);
    AskedForAttestation asked{.asked = reader.list("asked"_L1, changes::parseConsoleHandle),
                              .passedOver = reader.list("passed_over"_L1, changes::parseConsoleHandle),
                              .time = reader.integer("time"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return asked;
}

Expected<StoredRevocationList> readStored(const json::Value &value)
{
    json::ObjectReader reader(value);
    StoredRevocationList stored{.digest = reader.bytes("digest"_L1), .entries = reader.integer("entries"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return stored;
}

Task<Expected<fleet::RevocationList>> fetchList(Session &session, QByteArray digest)
{
    ApiRequest request{.path = u"/v1/revocation-lists/"_s + QString::fromLatin1(encoding::toBase64Url(digest))};
    const auto reply = co_await session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return fleet::RevocationList::open(reply->body, digest);
}

} // namespace

AttestationClient::AttestationClient(Session &session)
    : m_session(session)
{}

Task<Expected<AskedForAttestation>> AttestationClient::ask(std::vector<fleet::DeviceHandle> devices)
{
    ApiRequest request{.method = "POST"_ba, .path = u"/v1/attestation-requests"_s, .body = bodyOf(devices)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readAsked);
}

Task<Expected<StoredRevocationList>> AttestationClient::put(QByteArray list)
{
    if (const auto parsed = fleet::RevocationList::parse(list); !parsed)
        co_return std::unexpected(parsed.error());
    ApiRequest request{.method = "POST"_ba,
                       .path = u"/v1/revocation-lists"_s,
                       .body = json::Object{{"list"_L1, operators::valueOf(list)}}};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto stored = andThen(reply->json(), readStored);
    if (stored && stored->digest != signing::sha256(list))
        co_return refuse(ProblemType::UnexpectedAnswer, u"The answer is about another list."_s, u"/digest"_s);
    co_return stored;
}

Task<Expected<fleet::RevocationList>> AttestationClient::list(QByteArray digest)
{
    return fetchList(m_session, std::move(digest));
}

Task<Expected<enrollment::AttestationGround>> AttestationClient::ground(operators::Directory directory)
{
    const std::optional<QByteArray> digest = directory.acceptance().revocation;
    if (!digest)
        co_return enrollment::AttestationGround::of(directory);
    auto list = co_await fetchList(m_session, *digest);
    if (list)
        co_return enrollment::AttestationGround::of(directory, std::move(*list));
    if (list.error().type == ProblemType::NotFound || list.error().type == ProblemType::BodyMismatch)
        co_return enrollment::AttestationGround::of(directory);
    co_return std::unexpected(list.error());
}

} // namespace enigm::client
