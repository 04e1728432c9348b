#include "api-client/audit/LogWitness.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/witness/WitnessCommands.h"
#include "contract/evidence/LogCheckpoints.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using client::LogWitness;

/// As co-signatures are checked by it, and as `witness add` takes it.
Expected<QString> vkeyOf(const operators::Witness &witness)
{
    const auto verifier = evidence::cosignatureKey(witness);
    if (!verifier)
        return std::unexpected(verifier.error());
    return QString::fromUtf8(verifier->toVkey());
}

/// Null for one that was removed.
const LogWitness::Witness *stateOf(const operators::Directory::WitnessRecord &record, const LogWitness &state)
{
    const auto found = std::ranges::find(state.witnesses(), record.witness.name, &LogWitness::Witness::name);
    return record.removedBy || found == state.witnesses().end() ? nullptr : &*found;
}

using SightOf = std::optional<LogWitness::Sight> LogWitness::Witness::*;

QString seenText(const LogWitness::Witness *state, SightOf sight)
{
    if (!state || !(state->*sight))
        return u"nothing"_s;
    return u"%1 at %2"_s.arg(QString::number((state->*sight)->size), timeText((state->*sight)->time));
}

json::Value seenDocument(const LogWitness::Witness *state, SightOf sight)
{
    if (!state || !(state->*sight))
        return {};
    return json::Object{{"size"_L1, (state->*sight)->size}, {"time"_L1, (state->*sight)->time}};
}

json::Value documentOf(const operators::Directory::WitnessRecord &record, const QString &vkey,
                       const LogWitness::Witness *state)
{
    return json::Object{{"activity"_L1, seenDocument(state, &LogWitness::Witness::activity)},
                        {"added_by"_L1, record.addedBy},
                        {"governance"_L1, seenDocument(state, &LogWitness::Witness::governance)},
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
    LogWitness state(connection.session(), connection.follower(), connection.checkpoints());
    const auto looked = co_await state.round();
    if (!looked)
        co_return std::unexpected(Failure(looked.error()));
    const operators::Directory &directory = *connection.follower().directory();
    Table table({u"WITNESS"_s, u"VKEY"_s, u"INDEPENDENT"_s, u"VOUCHES"_s, u"GOVERNANCE"_s, u"ACTIVITY"_s});
    json::Array documents;
    for (const operators::Directory::WitnessRecord &record : directory.witnesses()) {
        const auto vkey = vkeyOf(record.witness);
        if (!vkey)
            co_return std::unexpected(Failure(vkey.error()));
        const LogWitness::Witness *const seen = stateOf(record, state);
        table.addRow({record.witness.name, *vkey, record.witness.standIn ? u"no, a stand-in"_s : u"yes"_s,
                      record.isActiveAt(directory.size()) ? u"yes"_s : u"removed"_s,
                      seenText(seen, &LogWitness::Witness::governance),
                      seenText(seen, &LogWitness::Witness::activity)});
        documents.push_back(documentOf(record, *vkey, seen));
    }
    co_return Answer{.document = json::Object{{"governance_size"_L1, directory.size()},
                                              {"threshold"_L1, directory.founding().witnessThreshold},
                                              {"witnesses"_L1, json::Value(std::move(documents))}},
                     .text =
                         table.toText() +
                         u"Replayed here from the governance log, %1 entries; what they saw is verified here.\n"_s.arg(
                             directory.size())};
}

} // namespace enigm::ctl
