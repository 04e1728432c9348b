#include "contract/ota/tuf/Delegations.h"

#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/MetadataMembers.h"
#include "contract/ota/tuf/Root.h"
#include "contract/signing/Secret.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

/// One part between slashes; linear in both but for the last star, which is all that has to be tried again.
bool matchesPart(QStringView part, QStringView pattern)
{
    qsizetype at = 0;
    qsizetype in = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (at < part.size()) {
        if (in < pattern.size() && pattern[in] == u'*') {
            star = in++;
            resume = at;
        } else if (in < pattern.size() && (pattern[in] == u'?' || pattern[in] == part[at])) {
            ++in;
            ++at;
        } else if (star >= 0) {
            in = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(pattern.sliced(in), [](QChar rest) { return rest == u'*'; });
}

json::Value textsJson(const QStringList &texts)
{
    json::Array result;
    for (const QString &text : texts)
        result.emplace_back(text);
    return result;
}

std::optional<QStringList> readTexts(json::ObjectReader &reader, const json::Value &value, QLatin1StringView name)
{
    if (value.kind() != json::Value::Kind::Object || !value.object().find(name))
        return std::nullopt;
    QStringList result;
    for (const QString &text : reader.texts(name))
        result.append(text);
    return result;
}

bool isRoleOfRoot(const QString &name)
{
    return name == rootRole || name == targetsRole || name == snapshotRole || name == timestampRole;
}

} // namespace

bool matchesPattern(QStringView path, QStringView pattern)
{
    const auto parts = path.split(u'/');
    const auto patterns = pattern.split(u'/');
    return std::ranges::equal(parts, patterns, matchesPart);
}

Expected<DelegatedRole> DelegatedRole::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {"name"_L1, "keyids"_L1, "threshold"_L1, "paths"_L1,
                                                "path_hash_prefixes"_L1, "terminating"_L1}),
                              pointer);
    DelegatedRole result;
    result.name = reader.text("name"_L1);
    const json::Value keyids = reader.value("keyids"_L1);
    const json::Value threshold = reader.value("threshold"_L1);
    result.paths = readTexts(reader, value, "paths"_L1);
    result.hashPrefixes = readTexts(reader, value, "path_hash_prefixes"_L1);
    result.terminating = reader.boolean("terminating"_L1);
    if (result.name.isEmpty() || isRoleOfRoot(result.name))
        reader.fail(
            {ProblemType::OutOfRange, u"A delegated role has a name of its own"_s, reader.pointerTo("name"_L1)});
    if (result.paths.has_value() == result.hashPrefixes.has_value())
        reader.fail({ProblemType::MissingMember, u"A delegation has either paths or prefixes of hashes"_s, pointer});
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto role = Role::fromJson(json::Object{{"keyids"_L1, keyids}, {"threshold"_L1, threshold}}, pointer);
    if (!role)
        return std::unexpected(role.error());
    result.role = std::move(*role);
    return result;
}

json::Value DelegatedRole::toJson() const
{
    json::Object result = role.toJson().object();
    result.insert(u"name"_s, name);
    result.insert(u"terminating"_s, terminating);
    if (paths)
        result.insert(u"paths"_s, textsJson(*paths));
    if (hashPrefixes)
        result.insert(u"path_hash_prefixes"_s, textsJson(*hashPrefixes));
    return result;
}

bool DelegatedRole::covers(const QString &targetPath) const
{
    if (paths)
        return std::ranges::any_of(
            *paths, [&targetPath](const QString &pattern) { return matchesPattern(targetPath, pattern); });
    const QString hash = QString::fromLatin1(signing::sha256(targetPath.toUtf8()).toHex());
    return hashPrefixes &&
           std::ranges::any_of(*hashPrefixes, [&hash](const QString &prefix) { return hash.startsWith(prefix); });
}

Expected<Delegations> Delegations::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {"keys"_L1, "roles"_L1}), pointer);
    Delegations result{.keys = reader.with("keys"_L1, parseKeys),
                       .roles = reader.list("roles"_L1, DelegatedRole::fromJson)};
    QSet<QString> names;
    for (const DelegatedRole &role : result.roles)
        names.insert(role.name);
    if (static_cast<std::size_t>(names.size()) != result.roles.size() || result.roles.size() > maxDelegatedRoles)
        reader.fail({ProblemType::OutOfRange, u"Delegated roles have different names, and are 1024 at most"_s,
                     reader.pointerTo("roles"_L1)});
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return result;
}

json::Value Delegations::toJson() const
{
    json::Array list;
    for (const DelegatedRole &role : roles)
        list.push_back(role.toJson());
    return json::Object{{"keys"_L1, keysJson(keys)}, {"roles"_L1, std::move(list)}};
}

} // namespace enigm::ota::tuf
