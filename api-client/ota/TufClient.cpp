#include "api-client/ota/TufClient.h"

#include "contract/json/ObjectReader.h"

using namespace Qt::StringLiterals;

namespace enigm::client {

namespace {

Expected<std::vector<ota::tuf::PendingRole>> readPending(const json::Value &value)
{
    json::ObjectReader reader(value);
    auto items = reader.list("items"_L1, ota::tuf::PendingRole::fromJson);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return items;
}

Expected<TufClient::Standing> readStanding(const json::Value &value)
{
    json::ObjectReader reader(value);
    TufClient::Standing standing{.version = reader.integer("version"_L1, 1), .have = {}};
    for (const QString &keyid : reader.texts("have"_L1))
        standing.have.append(keyid);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return standing;
}

} // namespace

Task<Expected<ota::tuf::RepositoryStatus>> TufClient::status()
{
    ApiRequest request{.path = u"/v1/trust/update"_s};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), ota::tuf::RepositoryStatus::fromJson);
}

Task<Expected<std::vector<ota::tuf::PendingRole>>> TufClient::pending()
{
    ApiRequest request{.path = u"/v1/tuf/pending"_s};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readPending);
}

Task<Expected<TufClient::Standing>> TufClient::post(QString path, json::Value body)
{
    ApiRequest request{.method = "POST", .path = std::move(path), .body = std::move(body)};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return andThen(reply->json(), readStanding);
}

Task<Expected<TufClient::Standing>> TufClient::draftRoot(RootTerms terms)
{
    json::Array keys;
    for (const signing::PublicKey &key : terms.keys)
        keys.push_back(key.jwk());
    json::Value body =
        json::Object{{"expires"_L1, terms.expires}, {"keys"_L1, std::move(keys)}, {"threshold"_L1, terms.threshold}};
    auto standing = co_await post(u"/v1/tuf/roots"_s, std::move(body));
    co_return standing;
}

Task<Expected<TufClient::Standing>> TufClient::sign(ota::tuf::PendingRole role, ota::tuf::Signature signature)
{
    json::Value body = json::Object{{"keyid"_L1, signature.keyid},
                                    {"role"_L1, role.role},
                                    {"sig"_L1, QString::fromLatin1(signature.bytes.toHex())},
                                    {"version"_L1, role.version}};
    auto standing = co_await post(u"/v1/tuf/signatures"_s, std::move(body));
    co_return standing;
}

Task<Expected<TufClient::Standing>> TufClient::publish(QString release, QString channel)
{
    json::Value body = json::Object{{"channel"_L1, channel}, {"release"_L1, release}};
    auto standing = co_await post(u"/v1/tuf/publications"_s, std::move(body));
    co_return standing;
}

} // namespace enigm::client
