#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/operators/OperatorCommands.h"
#include "app/enigmctl/output/Table.h"
#include "contract/evidence/LogCheckpoints.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

/// As co-signatures are checked by it, and as `witness add` takes it.
Expected<QString> vkeyOf(const operators::Witness &witness)
{
    const auto verifier = evidence::cosignatureKey(witness);
    if (!verifier)
        return std::unexpected(verifier.error());
    return QString::fromUtf8(verifier->toVkey());
}

json::Value documentOf(const operators::Directory::WitnessRecord &record, const QString &vkey)
{
    return json::Object{{"added_by"_L1, record.addedBy},
                        {"name"_L1, record.witness.name},
                        {"removed_by"_L1, record.removedBy ? json::Value(*record.removedBy) : json::Value()},
                        {"stand_in"_L1, record.witness.standIn},
                        {"vkey"_L1, vkey}};
}

} // namespace

client::Task<Result> listWitnesses(Context &, Connection &connection)
{
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const operators::Directory &directory = *connection.follower().directory();
    Table table({u"WITNESS"_s, u"VKEY"_s, u"INDEPENDENT"_s, u"VOUCHES"_s});
    json::Array documents;
    for (const operators::Directory::WitnessRecord &record : directory.witnesses()) {
        const auto vkey = vkeyOf(record.witness);
        if (!vkey)
            co_return std::unexpected(Failure(vkey.error()));
        table.addRow({record.witness.name, *vkey, record.witness.standIn ? u"no, a stand-in"_s : u"yes"_s,
                      record.isActiveAt(directory.size()) ? u"yes"_s : u"removed"_s});
        documents.push_back(documentOf(record, *vkey));
    }
    co_return Answer{.document = json::Object{{"governance_size"_L1, directory.size()},
                                              {"threshold"_L1, directory.founding().witnessThreshold},
                                              {"witnesses"_L1, json::Value(std::move(documents))}},
                     .text = table.toText() +
                             u"Replayed here from the governance log, %1 entries.\n"_s.arg(directory.size())};
}

} // namespace enigm::ctl
