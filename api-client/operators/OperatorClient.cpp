#include "api-client/operators/OperatorClient.h"

#include "contract/json/ObjectReader.h"

#include <utility>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

using Name = std::pair<QString, QString>;

Expected<Name> readName(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Name name{reader.uuid("operator"_L1), reader.text("name"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return name;
}

} // namespace

OperatorClient::OperatorClient(Session &session)
    : m_session(session)
{}

Task<Expected<QMap<QString, QString>>> OperatorClient::names()
{
    ApiRequest request{.path = u"/v1/operators"_s};
    const auto reply = co_await m_session.send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    const auto value = reply->json();
    if (!value)
        co_return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    const std::vector<Name> items = reader.list("items"_L1, readName);
    if (const auto done = reader.finish(); !done)
        co_return std::unexpected(done.error());
    QMap<QString, QString> names;
    for (const auto &[id, name] : items)
        names.insert(id, name);
    co_return names;
}

} // namespace enigm::client
