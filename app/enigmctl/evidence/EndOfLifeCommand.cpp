#include "app/enigmctl/evidence/EndOfLifeCommand.h"

#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/devices/DeviceCommands.h"
#include "app/enigmctl/files/GivenOut.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/output/WitnessWords.h"
#include "contract/encoding/DigestWords.h"
#include "contract/operators/Members.h"

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

using evidence::AcknowledgedChange;

json::Value documentOf(const AcknowledgedChange &done)
{
    const changes::ChangeRequest &request = done.change.request;
    return json::Object{
        {"acknowledged"_L1, json::Object{{"index"_L1, done.acknowledgementIndex},
                                         {"outcome"_L1, reports::toWord(done.outcome)},
                                         {"time"_L1, done.acknowledgementTime}}},
        {"action"_L1, request.action},
        {"approvers"_L1, json::Value(operators::valueOf(done.approvers))},
        {"change"_L1, request.id},
        {"digest"_L1, operators::valueOf(done.change.digest())},
        {"executed"_L1, json::Object{{"index"_L1, done.executionIndex}, {"time"_L1, done.executionTime}}},
        {"requester"_L1, request.requester}};
}

QString placeText(qint64 time, qint64 index)
{
    return u"%1, activity record %2"_s.arg(timeText(time)).arg(index);
}

void addChange(Table &table, const AcknowledgedChange &done)
{
    const changes::ChangeRequest &request = done.change.request;
    table.addRow({u"action"_s, request.action});
    table.addRow({u"change"_s, request.id});
    table.addRow({u"digest"_s, encoding::digestWords(done.change.digest())});
    table.addRow({u"asked by"_s, request.requester});
    table.addRow({u"signed off by"_s, done.approvers.empty() ? u"nobody; none is needed"_s : joined(done.approvers)});
    table.addRow({u"executed"_s, placeText(done.executionTime, done.executionIndex)});
    table.addRow({u"acknowledged"_s, placeText(done.acknowledgementTime, done.acknowledgementIndex) + u", "_s +
                                         reports::toWord(done.outcome)});
}

QString textOf(const evidence::EndOfLifeVerdict &verdict)
{
    Table table;
    table.addRow({u"device"_s, verdict.handle.grouped()});
    table.addRow({u"state"_s, fleet::toWord(verdict.state)});
    table.addRow({u"attested key"_s, verdict.key});
    addChange(table, verdict.end);
    if (verdict.wipe)
        addChange(table, *verdict.wipe);
    else
        table.addRow({u"wipe"_s, u"none was acknowledged"_s});
    table.addRow({u"governance log"_s, u"%1 entries, replayed"_s.arg(verdict.governanceSize)});
    table.addRow({u"activity log"_s, u"%1 entries at the checkpoint"_s.arg(verdict.activitySize)});
    addWitnesses(table, verdict.witnesses);
    const QString sample = verdict.sample ? u"This is the record of a SAMPLE deployment.\n"_s : QString();
    return u"The end-of-life record is good.\n"_s + sample + table.toText(2);
}

} // namespace

Answer describeEndOfLife(const evidence::EndOfLifeVerdict &verdict)
{
    const json::Object document{{"activity_size"_L1, verdict.activitySize},
                                {"end"_L1, documentOf(verdict.end)},
                                {"governance_size"_L1, verdict.governanceSize},
                                {"handle"_L1, verdict.handle.text()},
                                {"key"_L1, verdict.key},
                                {"sample"_L1, verdict.sample},
                                {"state"_L1, fleet::toWord(verdict.state)},
                                {"verified"_L1, true},
                                {"wipe"_L1, verdict.wipe ? documentOf(*verdict.wipe) : json::Value()},
                                {"witnesses"_L1, verdict.witnesses.toJson()}};
    return {.document = document, .text = textOf(verdict)};
}

client::Task<Result> fetchEndOfLife(Context &context, Connection &connection)
{
    const auto handle = handleOf(context.invocation.arguments().constFirst());
    if (!handle)
        co_return std::unexpected(handle.error());
    const auto record = co_await connection.changes().endOfLife(*handle);
    if (!record)
        co_return std::unexpected(Failure(record.error()));
    co_return givenOut(context, describeEndOfLife(record->verdict), record->bytes);
}

} // namespace enigm::ctl
