#include "control-plane/audit/LogWriter.h"

#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/log/TileAddress.h"
#include "contract/log/TileData.h"
#include "contract/signing/Secret.h"
#include "control-plane/audit/LogCheck.h"
#include "control-plane/audit/StoredHashReader.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

using log::TileAddress;

namespace {

constexpr auto bothLogs = std::to_array<LogId>({LogId::Governance, LogId::Activity});

std::size_t placeOf(LogId log)
{
    return static_cast<std::size_t>(log);
}

} // namespace

LogWriter::LogWriter(LogSigners signers, CheckpointBoard &board)
    : m_signer(std::move(signers))
    , m_board(board)
{}

Expected<Appended> LogWriter::appendActivity(store::Transaction &transaction, log::ActivityEntry entry,
                                             const std::optional<log::ActivityBody> &body)
{
    entry.index = m_working.logs[placeOf(LogId::Activity)].size();
    entry.governanceSize = m_working.logs[placeOf(LogId::Governance)].size();
    QByteArray value;
    if (body) {
        value = json::canonical(body->value);
        entry.body = signing::sha256(body->salt, value);
    }
    const QByteArray leaf = entry.toLeaf();
    // Nothing gets into a log that its readers would refuse for ever.
    if (const auto scanned = log::ActivityEntryView::scan(leaf); !scanned)
        return std::unexpected(scanned.error());
    const auto bodyBytes = body ? std::optional(store::BodyBytes{.salt = body->salt, .value = value}) : std::nullopt;
    const auto index = append(transaction, LogId::Activity, leaf, bodyBytes);
    if (!index)
        return std::unexpected(index.error());
    return Appended{.position = {.index = *index, .governanceSize = entry.governanceSize, .time = entry.time},
                    .cursor = m_working.cursor};
}

Expected<qint64> LogWriter::appendGovernance(store::Transaction &transaction, log::GovernanceEntry entry)
{
    entry.index = m_working.logs[placeOf(LogId::Governance)].size();
    entry.activity = head(LogId::Activity);
    const QByteArray leaf = entry.toLeaf();
    if (const auto parsed = log::GovernanceEntry::parse(leaf); !parsed)
        return std::unexpected(parsed.error());
    return append(transaction, LogId::Governance, leaf, std::nullopt);
}

qint64 LogWriter::nextCursor()
{
    m_working.rowCursor = ++m_working.cursor;
    return m_working.cursor;
}

log::LogHead LogWriter::head(LogId log) const
{
    const log::MerkleFrontier &frontier = m_working.logs[placeOf(log)];
    return {.size = frontier.size(), .root = frontier.root().toBytes()};
}

Expected<qint64> LogWriter::append(store::Transaction &transaction, LogId log, const QByteArray &leaf,
                                   const std::optional<store::BodyBytes> &body)
{
    if (leaf.size() > log::maximumEntryBytes)
        return refuse(ProblemType::TooLarge, u"the log entry has %1 bytes"_s.arg(leaf.size()));
    log::MerkleFrontier &frontier = m_working.logs[placeOf(log)];
    const qint64 index = frontier.size();
    const log::Hash hash = log::leafHash(leaf);
    const store::StoredEntry entry{
        .index = index, .leaf = leaf, .hash = hash.toBytes(), .cursor = ++m_working.cursor, .root = {}};
    if (auto done = transaction.log.append(log, entry, body); !done)
        return std::unexpected(done.error());
    Expected<void> stored;
    frontier.append(hash, [&](log::NodeAddress address, const log::Hash &subtree) {
        if (stored && address.level > 0 && address.level % TileAddress::LevelBits == 0) {
            stored = storeCompletedTile(
                transaction, {.log = log, .level = address.level / TileAddress::LevelBits, .index = address.index},
                subtree);
        }
    });
    if (!stored)
        return std::unexpected(stored.error());
    return index;
}

Expected<void> LogWriter::storeCompletedTile(store::Transaction &transaction, const store::TilePlace &node,
                                             const log::Hash &hash)
{
    const store::TilePlace below{.log = node.log, .level = node.level - 1, .index = node.index};
    const auto hashes = storedTile(transaction.log, below, TileAddress::FullWidth);
    if (!hashes)
        return std::unexpected(hashes.error());
    if (auto done = transaction.log.putTile(below, *hashes); !done)
        return done;
    return transaction.log.putNode(node, hash.view());
}

Expected<void> LogWriter::open(store::Transaction &transaction)
{
    const auto generation = transaction.meta.raiseGeneration();
    if (!generation)
        return std::unexpected(generation.error());
    m_generation = *generation;
    const auto rowCursor = transaction.meta.cursor();
    if (!rowCursor)
        return std::unexpected(rowCursor.error());
    m_working = {.logs = {}, .cursor = *rowCursor, .rowCursor = *rowCursor};
    for (const LogId log : bothLogs) {
        if (auto done = openLog(transaction, log); !done)
            return std::unexpected(done.error().under(log == LogId::Governance ? u"governance"_s : u"activity"_s));
    }
    CheckpointBoard::Checkpoints opened;
    for (const LogId log : bothLogs) {
        auto checkpoint = m_signer.sign(log, head(log));
        if (!checkpoint)
            return std::unexpected(checkpoint.error());
        if (auto kept = transaction.log.putCheckpoint(
                log, {.size = checkpoint->head.size, .root = checkpoint->head.root, .note = checkpoint->note});
            !kept)
            return kept;
        opened.logs[placeOf(log)] = std::move(*checkpoint);
    }
    m_committed = m_working;
    opened.cursor = m_committed.cursor;
    m_board.publish(std::move(opened));
    return {};
}

Expected<void> LogWriter::openLog(store::Transaction &transaction, LogId log)
{
    auto frontier = storedFrontier(transaction.log, log);
    if (!frontier)
        return std::unexpected(frontier.error());
    if (auto same = checkHeads(transaction.log, log, m_signer.verifier(log), *frontier); !same)
        return same;
    const auto cursor = transaction.log.lastCursor(log);
    if (!cursor)
        return std::unexpected(cursor.error());
    m_working.logs[placeOf(log)] = std::move(*frontier);
    m_working.cursor = std::max(m_working.cursor, *cursor);
    return {};
}

void LogWriter::groupBegins()
{
    m_working = m_committed;
}

void LogWriter::jobBegins()
{
    m_beforeJob = m_working;
}

void LogWriter::jobRefused()
{
    m_working = m_beforeJob;
}

Expected<void> LogWriter::finishGroup(store::Transaction &transaction)
{
    if (m_working.cursor == m_committed.cursor)
        return {};
    // Entries carry their cursor; only one that no entry has is written down by itself.
    if (m_working.rowCursor == m_working.cursor) {
        if (auto done = transaction.meta.setCursor(m_working.cursor); !done)
            return done;
    }
    CheckpointSigner::Heads grown;
    for (const LogId log : bothLogs) {
        if (m_working.logs[placeOf(log)].size() == m_committed.logs[placeOf(log)].size())
            continue;
        log::LogHead now = head(log);
        if (auto done = transaction.log.putHead(log, now.size - 1, now.root, m_generation); !done)
            return done;
        grown[placeOf(log)] = std::move(now);
    }
    if (std::ranges::any_of(grown, [](const auto &head) { return head.has_value(); }))
        m_signer.begin(std::move(grown));
    return {};
}

void LogWriter::groupCommitted()
{
    m_committed = m_working;
    auto signedNow = m_signer.finish();
    CheckpointBoard::Checkpoints next = *m_board.current();
    bool isNew = next.cursor != m_committed.cursor;
    next.cursor = m_committed.cursor;
    for (const LogId log : bothLogs) {
        auto &checkpoint = signedNow[placeOf(log)];
        if (!checkpoint)
            continue;
        // The group is durable and nobody may be told so without its checkpoint: ending here is what a power cut does,
        // and the next start signs this head.
        if (!*checkpoint)
            qFatal("the log's key does not sign: %s", qPrintable(checkpoint->error().toString()));
        next.logs[placeOf(log)] = std::move(**checkpoint);
        isNew = true;
    }
    if (isNew)
        m_board.publish(std::move(next));
}

void LogWriter::groupAbandoned()
{
    m_working = m_committed;
    static_cast<void>(m_signer.finish()); // of heads that were never committed
}

} // namespace enigm::controlplane::audit
