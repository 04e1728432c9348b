#include "contract/ota/tuf/RepositoryStatus.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/MetadataText.h"

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr qsizetype digestSize = 32;

QStringList readTexts(json::ObjectReader &reader, QLatin1StringView name)
{
    const auto texts = reader.texts(name);
    return {texts.begin(), texts.end()};
}

json::Value textsJson(const QStringList &texts)
{
    json::Array result;
    for (const QString &text : texts)
        result.emplace_back(text);
    return result;
}

template <typename T>
json::Value listJson(const std::vector<T> &items, json::Value (*toJson)(const T &))
{
    json::Array result;
    for (const T &item : items)
        result.push_back(toJson(item));
    return result;
}

template <typename T>
Expected<T> finished(json::ObjectReader &reader, T value)
{
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return value;
}

Expected<AuthorityStatus> readAuthority(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    AuthorityStatus status{.authority = reader.text("authority"_L1),
                           .keys = readTexts(reader, "keys"_L1),
                           .since = reader.integer("since"_L1)};
    return finished(reader, std::move(status));
}

json::Value authorityJson(const AuthorityStatus &status)
{
    return json::Object{
        {"authority"_L1, status.authority}, {"keys"_L1, textsJson(status.keys)}, {"since"_L1, status.since}};
}

Expected<RoleStatus::Key> readKey(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RoleStatus::Key key{.keyid = reader.text("keyid"_L1), .hasSigned = reader.boolean("signed"_L1)};
    return finished(reader, std::move(key));
}

json::Value keyJson(const RoleStatus::Key &key)
{
    return json::Object{{"keyid"_L1, key.keyid}, {"signed"_L1, key.hasSigned}};
}

int readThreshold(json::ObjectReader &reader)
{
    return static_cast<int>(reader.integer("threshold"_L1, 1, maxSignatures));
}

Expected<RoleStatus> readRole(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RoleStatus status{.role = reader.text("role"_L1),
                      .version = reader.integer("version"_L1, 1),
                      .expires = reader.integer("expires"_L1),
                      .threshold = readThreshold(reader),
                      .keys = reader.list("keys"_L1, readKey)};
    return finished(reader, std::move(status));
}

json::Value roleJson(const RoleStatus &status)
{
    return json::Object{{"expires"_L1, status.expires},
                        {"keys"_L1, listJson(status.keys, keyJson)},
                        {"role"_L1, status.role},
                        {"threshold"_L1, status.threshold},
                        {"version"_L1, status.version}};
}

Expected<RootRecord> readRoot(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RootRecord record{.version = reader.integer("version"_L1, 1),
                      .digest = reader.bytes("digest"_L1, digestSize),
                      .time = reader.integer("time"_L1),
                      .change = reader.textOrNull("change"_L1)};
    return finished(reader, std::move(record));
}

json::Value rootJson(const RootRecord &record)
{
    return json::Object{{"change"_L1, record.change ? json::Value(*record.change) : json::Value()},
                        {"digest"_L1, QString::fromLatin1(encoding::toBase64Url(record.digest))},
                        {"time"_L1, record.time},
                        {"version"_L1, record.version}};
}

} // namespace

Expected<RepositoryStatus> RepositoryStatus::fromJson(const json::Value &value)
{
    json::ObjectReader reader(value);
    RepositoryStatus status{.authorities = reader.list("authorities"_L1, readAuthority),
                            .roles = reader.list("roles"_L1, readRole),
                            .roots = reader.list("roots"_L1, readRoot)};
    return finished(reader, std::move(status));
}

json::Value RepositoryStatus::toJson() const
{
    return json::Object{{"authorities"_L1, listJson(authorities, authorityJson)},
                        {"roles"_L1, listJson(roles, roleJson)},
                        {"roots"_L1, listJson(roots, rootJson)}};
}

Expected<PendingRole> PendingRole::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    PendingRole pending{.role = reader.text("role"_L1),
                        .version = reader.integer("version"_L1, 1),
                        .body = reader.value("signed"_L1),
                        .keys = readTexts(reader, "keys"_L1),
                        .have = readTexts(reader, "have"_L1),
                        .threshold = readThreshold(reader)};
    return finished(reader, std::move(pending));
}

json::Value PendingRole::toJson() const
{
    return json::Object{{"have"_L1, textsJson(have)}, {"keys"_L1, textsJson(keys)}, {"role"_L1, role},
                        {"signed"_L1, body},          {"threshold"_L1, threshold},  {"version"_L1, version}};
}

} // namespace enigm::ota::tuf
