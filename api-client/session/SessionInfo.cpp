#include "api-client/session/SessionInfo.h"

#include "contract/json/ObjectReader.h"

namespace enigm::client {

using namespace Qt::StringLiterals;

Expected<SessionInfo> SessionInfo::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    SessionInfo info{.session = reader.uuid("session"_L1),
                     .operatorId = reader.uuid("operator"_L1),
                     .keyThumbprint = reader.text("key"_L1),
                     .roles = {},
                     .created = reader.integer("created"_L1),
                     .expires = reader.integer("expires"_L1),
                     .pinSet = reader.boolean("pin_set"_L1)};
    const std::vector<QString> roles = reader.texts("roles"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const auto parsed = operators::Roles::fromWords(roles, u"/roles"_s);
    if (!parsed)
        return std::unexpected(parsed.error());
    info.roles = *parsed;
    return info;
}

} // namespace enigm::client
