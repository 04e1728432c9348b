#include "contract/ota/tuf/Root.h"

#include "contract/json/ObjectReader.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

QSet<QByteArray> identities(const KeyTable &keys, const Role &role)
{
    QSet<QByteArray> result;
    for (const QString &keyid : role.keyids)
        result.insert(keys.value(keyid).identity());
    return result;
}

} // namespace

Expected<Root> Root::fromJson(const json::Value &value)
{
    json::ObjectReader reader(onlyKnown(value, {"_type"_L1, "spec_version"_L1, "version"_L1, "expires"_L1,
                                                "consistent_snapshot"_L1, "keys"_L1, "roles"_L1}));
    Root root;
    root.heading = readHeading(reader, rootRole);
    // Absent in repositories of TUF 0.9 only, which had none.
    if (const auto consistent = reader.optional("consistent_snapshot"_L1)) {
        if (consistent->kind() != json::Value::Kind::Boolean)
            reader.fail({ProblemType::WrongType, u"consistent_snapshot is true or false"_s, u"/consistent_snapshot"_s});
        else
            root.consistentSnapshot = consistent->boolean();
    } else {
        root.consistentSnapshot = false;
    }
    root.keys = reader.with("keys"_L1, parseKeys);
    const json::Value roles = reader.value("roles"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    json::ObjectReader inner(onlyKnown(roles, {rootRole, targetsRole, snapshotRole, timestampRole}), u"/roles"_s);
    root.root = inner.with(rootRole, Role::fromJson);
    root.targets = inner.with(targetsRole, Role::fromJson);
    root.snapshot = inner.with(snapshotRole, Role::fromJson);
    root.timestamp = inner.with(timestampRole, Role::fromJson);
    if (const auto done = inner.finish(); !done)
        return std::unexpected(done.error());
    return root;
}

json::Value Root::toJson() const
{
    json::Object result{{"consistent_snapshot"_L1, consistentSnapshot},
                        {"keys"_L1, keysJson(keys)},
                        {"roles"_L1, json::Object{{rootRole, root.toJson()},
                                                  {snapshotRole, snapshot.toJson()},
                                                  {targetsRole, targets.toJson()},
                                                  {timestampRole, timestamp.toJson()}}}};
    insertHeading(result, heading, rootRole);
    return result;
}

bool Root::isSignedAs(const Root &other, Role Root::*role) const
{
    return (this->*role).threshold == (other.*role).threshold &&
           identities(keys, this->*role) == identities(other.keys, other.*role);
}

} // namespace enigm::ota::tuf
