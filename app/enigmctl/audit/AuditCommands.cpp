#include "app/enigmctl/audit/AuditCommands.h"

#include "api-client/audit/AuditClient.h"
#include "app/enigmctl/connection/Connection.h"
#include "app/enigmctl/output/PlainText.h"
#include "app/enigmctl/output/Table.h"
#include "app/enigmctl/terminal/Interrupt.h"
#include "app/enigmctl/terminal/Terminal.h"
#include "contract/json/JsonParser.h"
#include "contract/operators/Members.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::ctl {

namespace {

constexpr qint64 mostListed = 1000;
constexpr qint64 usuallyListed = 50;

/// Whether an entry lies under the verified head.
enum class Proof { Proven, Newer };

struct ListedRecord
{
    client::AuditRecord record;
    Proof proof;
};

QString word(Proof proof)
{
    return proof == Proof::Proven ? u"proven"_s : u"newer"_s;
}

QString bodyWord(const client::AuditRecord &record)
{
    if (!record.entry.body)
        return u"none"_s;
    return record.body ? u"shown"_s : u"withheld or pruned"_s;
}

json::Value documentOf(const ListedRecord &listed, const json::Value &leaf)
{
    return json::Object{{"body"_L1, listed.record.body ? listed.record.body->value : json::Value()},
                        {"leaf"_L1, leaf},
                        {"proof"_L1, word(listed.proof)}};
}

Answer describe(const std::vector<ListedRecord> &records, const Connection &connection, qint64 verifiedTo)
{
    Table table({u"ENTRY"_s, u"TIME"_s, u"ACTION"_s, u"OUTCOME"_s, u"ACTOR"_s, u"DEVICES"_s, u"BODY"_s, u"PROOF"_s});
    json::Array documents;
    for (const ListedRecord &listed : records) {
        const log::ActivityEntry &entry = listed.record.entry;
        table.addRow({QString::number(entry.index), timeText(entry.time), entry.action, log::word(entry.outcome),
                      connection.names().value(entry.actor, entry.actor), QString::number(entry.handles.size()),
                      bodyWord(listed.record), word(listed.proof)});
        const auto leaf = json::parse(listed.record.leaf);
        documents.push_back(documentOf(listed, leaf ? *leaf : json::Value()));
    }
    return {.document = json::Object{{"entries"_L1, json::Value(std::move(documents))}, {"verified_to"_L1, verifiedTo}},
            .text = table.toText() + u"The log is verified to %1 entries.\n"_s.arg(verifiedTo)};
}

} // namespace

client::Task<Result> listAudit(Context &context, Connection &connection)
{
    const auto limit = context.invocation.number("limit"_L1, 1, mostListed, usuallyListed);
    if (!limit)
        co_return std::unexpected(limit.error());
    const auto refreshed = co_await connection.follower().refresh();
    if (!refreshed)
        co_return std::unexpected(Failure(refreshed.error()));
    const auto named = co_await connection.loadNames();
    if (!named)
        co_return std::unexpected(Failure(named.error()));
    const qint64 size = connection.follower().activityHead().size;
    const auto from =
        context.invocation.number("from"_L1, 0, std::numeric_limits<qint64>::max(), std::max<qint64>(0, size - *limit));
    if (!from)
        co_return std::unexpected(from.error());
    client::AuditClient client(connection.session());
    const auto page = co_await client.entries(*from, static_cast<int>(*limit));
    if (!page)
        co_return std::unexpected(Failure(page.error()));
    std::vector<ListedRecord> records;
    for (const client::AuditRecord &record : page->records) {
        const bool isCovered = record.entry.index < size;
        if (isCovered) {
            const auto proven = co_await connection.follower().proveActivity(record.entry.index, record.leaf);
            if (!proven)
                co_return std::unexpected(Failure(proven.error()));
        }
        records.push_back({.record = record, .proof = isCovered ? Proof::Proven : Proof::Newer});
    }
    co_return describe(records, connection, size);
}

client::Task<Result> exportAudit(Context &context, Connection &connection)
{
    const QString path = context.invocation.arguments().constFirst();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        co_return std::unexpected(Failure(Problem{ProblemType::FileUnreadable, file.errorString(), path}));
    const Interrupt interrupt;
    qint64 entries = 0;
    client::AuditClient client(connection.session());
    std::function<bool(qint64, qint64)> progress = [&](qint64 done, qint64 total) {
        entries = total;
        context.terminal.showProgress(u"exported"_s, done, total);
        return !interrupt.isRaised();
    };
    const auto exported = co_await client.exportTo(file, progress);
    if (!exported)
        co_return std::unexpected(Failure(exported.error()));
    if (!file.commit())
        co_return std::unexpected(Failure(Problem{ProblemType::FileUnreadable, file.errorString(), path}));
    const QString id = operators::valueOf(connection.session().deployment().deployment).text();
    co_return Answer{
        .document = json::Object{{"activity_size"_L1, entries},
                                 {"bytes"_L1, QFileInfo(path).size()},
                                 {"deployment"_L1, id},
                                 {"file"_L1, path}},
        .text = u"%1 activity entries are in %2. Verify them anywhere, offline:\n"
                "  enigmctl audit verify %2 --deployment-id %3\n"_s.arg(QString::number(entries), plainText(path), id)};
}

} // namespace enigm::ctl
