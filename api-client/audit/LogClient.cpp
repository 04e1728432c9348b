#include "api-client/audit/LogClient.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/log/TileAddress.h"
#include "contract/log/TileData.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

Expected<log::Proof> readProof(const json::Value &value)
{
    json::ObjectReader reader(value);
    const std::vector<QString> texts = reader.texts("proof"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    log::Proof proof;
    for (const QString &text : texts) {
        const auto hash = andThen(encoding::fromBase64Url(text.toLatin1()),
                                  [](const QByteArray &bytes) { return log::Hash::fromBytes(bytes); });
        if (!hash)
            return std::unexpected(hash.error());
        proof.push_back(*hash);
    }
    return proof;
}

} // namespace

LogClient::LogClient(Session &session)
    : m_session(session)
{}

Task<Expected<ApiReply>> LogClient::checkpoint(QString log, QByteArray etag)
{
    ApiRequest request{.path = u"/log/%1/checkpoint"_s.arg(log), .etag = std::move(etag)};
    return m_session.send(std::move(request));
}

Task<Expected<log::Proof>> LogClient::proof(ApiRequest request)
{
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    co_return readProof(*value);
}

Task<Expected<log::Proof>> LogClient::consistency(QString log, qint64 from, qint64 to)
{
    ApiRequest request{.path = u"/v1/logs/%1/consistency"_s.arg(log)};
    request.query.addQueryItem(u"from"_s, QString::number(from));
    request.query.addQueryItem(u"to"_s, QString::number(to));
    return proof(std::move(request));
}

Task<Expected<log::Proof>> LogClient::inclusion(QString log, qint64 index, qint64 size)
{
    ApiRequest request{.path = u"/v1/logs/%1/inclusion"_s.arg(log)};
    request.query.addQueryItem(u"index"_s, QString::number(index));
    request.query.addQueryItem(u"size"_s, QString::number(size));
    return proof(std::move(request));
}

Task<Expected<std::vector<QByteArray>>> LogClient::governanceLeaves(qint64 from, qint64 size)
{
    constexpr int width = log::TileAddress::FullWidth;
    log::TileAddress address{
        .kind = log::TileAddress::Kind::Entries, .level = 0, .index = from / width, .width = width};
    address.width = log::TileAddress::widthIn(0, address.index, size);
    ApiRequest request{.path = u"/log/governance/"_s + QString::fromLatin1(address.path())};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto entries = log::decodeBundle(reply->body, address.width);
    if (!entries) // its bytes are those that the checkpoint committed to, or none of this log
        co_return refuse(ProblemType::EntryMismatch, entries.error().toString(),
                         u"governance records from %1 on"_s.arg(address.index * width));
    std::vector<QByteArray> leaves;
    for (auto i = static_cast<std::size_t>(from % width); i < entries->size(); ++i)
        leaves.push_back((*entries)[i].toByteArray());
    co_return leaves;
}

} // namespace enigm::client
