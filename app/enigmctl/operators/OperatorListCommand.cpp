#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/operators/OperatorCommands.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

json::Value documentOf(const operators::Directory &directory, const operators::Directory::Operator &person,
                       const QString &name)
{
    json::Array keys;
    for (const QString &thumbprint : person.keys) {
        const operators::Directory::Key &key = *directory.findKey(thumbprint);
        keys.emplace_back(json::Object{{"added_by"_L1, key.addedBy},
                                       {"revoked_by"_L1, key.revokedBy ? json::Value(*key.revokedBy) : json::Value()},
                                       {"thumbprint"_L1, thumbprint}});
    }
    return json::Object{{"founder"_L1, directory.isFounder(person.id)},
                        {"keys"_L1, json::Value(std::move(keys))},
                        {"name"_L1, name.isEmpty() ? json::Value() : json::Value(name)},
                        {"operator"_L1, person.id},
                        {"roles"_L1, json::Value(operators::valueOf(person.rolesAt(directory.size()).words()))}};
}

} // namespace

client::Task<Result> listOperators(Context &, Connection &connection)
{
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const auto named = co_await connection.loadNames();
    if (!named)
        co_return std::unexpected(Failure(named.error()));
    const operators::Directory &directory = *connection.follower().directory();
    Table table({u"OPERATOR"_s, u"NAME"_s, u"ROLES"_s, u"KEY"_s, u"VALID"_s});
    json::Array documents;
    for (const operators::Directory::Operator &person : directory.operators()) {
        const QString name = connection.names().value(person.id);
        for (const QString &thumbprint : person.keys)
            table.addRow({person.id, name, joined(person.rolesAt(directory.size()).words()), thumbprint,
                          directory.findKey(thumbprint)->isValidAt(directory.size()) ? u"yes"_s : u"revoked"_s});
        documents.push_back(documentOf(directory, person, name));
    }
    co_return Answer{
        .document =
            json::Object{{"governance_size"_L1, directory.size()}, {"operators"_L1, json::Value(std::move(documents))}},
        .text = table.toText() +
                u"Replayed here from the governance log, %1 entries; names are labels.\n"_s.arg(directory.size())};
}

} // namespace enigm::ctl
