#include "api-client/audit/WitnessClient.h"

#include "contract/json/ObjectReader.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

std::optional<QByteArray> bytesOf(const std::optional<QString> &note)
{
    return note ? std::optional(note->toUtf8()) : std::nullopt;
}

Expected<NotePair> readOffered(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    NotePair notes{.governance = reader.text("governance"_L1).toUtf8(),
                   .activity = reader.text("activity"_L1).toUtf8()};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return notes;
}

Expected<WitnessAnswer::Notes> readWitness(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    WitnessAnswer::Notes notes{.name = reader.text("name"_L1),
                               .governance = bytesOf(reader.textOrNull("governance"_L1)),
                               .activity = bytesOf(reader.textOrNull("activity"_L1))};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return notes;
}

} // namespace

WitnessClient::WitnessClient(Session &session)
    : m_session(session)
{}

Task<Expected<WitnessAnswer>> WitnessClient::state()
{
    ApiRequest request{.path = u"/v1/witnesses"_s};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    auto offered = reader.with("offered"_L1, readOffered);
    auto witnesses = reader.list("witnesses"_L1, readWitness);
    if (const auto done = reader.finish(); !done)
        co_return std::unexpected(done.error());
    co_return WitnessAnswer{.offered = std::move(offered), .witnesses = std::move(witnesses)};
}

Task<Expected<void>> WitnessClient::handIn(QString log, QByteArray note)
{
    ApiRequest request{.method = "POST"_ba,
                       .path = u"/v1/logs/%1/cosignatures"_s.arg(log),
                       .body = json::Value(json::Object{{"checkpoint"_L1, QString::fromUtf8(note)}})};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

} // namespace enigm::client
