#include "control-plane/audit/LogWriter.h"

#include "contract/json/JsonParser.h"
#include "contract/log/ActivityEntryView.h"
#include "contract/log/SignedCheckpoint.h"
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
    : m_signers(std::move(signers))
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
    const auto index = append(transaction, LogId::Activity, leaf);
    if (!index)
        return std::unexpected(index.error());
    if (body) {
        if (auto done = transaction.log.putBody(*index, body->salt, value); !done)
            return std::unexpected(done.error());
    }
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
    return append(transaction, LogId::Governance, leaf);
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

Expected<qint64> LogWriter::append(store::Transaction &transaction, LogId log, const QByteArray &leaf)
{
    if (leaf.size() > log::maximumEntryBytes)
        return refuse(ProblemType::TooLarge, u"the log entry has %1 bytes"_s.arg(leaf.size()));
    log::MerkleFrontier &frontier = m_working.logs[placeOf(log)];
    const qint64 index = frontier.size();
    const log::Hash hash = log::leafHash(leaf);
    if (auto done = transaction.log.append(log, index, leaf, hash.view(), ++m_working.cursor); !done)
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
    m_committed = m_working;
    m_board.publish(m_signed);
    return {};
}

Expected<void> LogWriter::openLog(store::Transaction &transaction, LogId log)
{
    auto frontier = storedFrontier(transaction.log, log);
    if (!frontier)
        return std::unexpected(frontier.error());
    const auto cursor = transaction.log.lastCursor(log);
    if (!cursor)
        return std::unexpected(cursor.error());
    m_working.logs[placeOf(log)] = std::move(*frontier);
    m_working.cursor = std::max(m_working.cursor, *cursor);

    const auto checkpoint = storedCheckpoint(transaction.log, log, m_signers.of(log).verifier());
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    const log::LogHead now = head(log);
    m_pruneBelow[placeOf(log)] = now.size;
    if (!*checkpoint && now.size == 0)
        return signCheckpoint(transaction, log);
    if (!*checkpoint || (*checkpoint)->size() != now.size || (*checkpoint)->root().view() != now.root) {
        return refuse(ProblemType::EntryMismatch, u"the stored log is not what its latest checkpoint says"_s,
                      u"checkpoint %1"_s.arg(*checkpoint ? (*checkpoint)->size() : 0));
    }
    m_signed.logs[placeOf(log)] = {.head = now, .note = (*checkpoint)->note()};
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
    for (const LogId log : bothLogs) {
        if (m_working.logs[placeOf(log)].size() == m_committed.logs[placeOf(log)].size())
            continue;
        if (auto done = signCheckpoint(transaction, log); !done)
            return done;
        if (auto done = pruneCheckpoints(transaction, log); !done)
            return done;
    }
    return {};
}

Expected<void> LogWriter::signCheckpoint(store::Transaction &transaction, LogId log)
{
    const log::NoteSigner &signer = m_signers.of(log);
    const log::MerkleFrontier &frontier = m_working.logs[placeOf(log)];
    const auto checkpoint = log::SignedCheckpoint::sign(
        {.origin = signer.verifier().name(), .size = frontier.size(), .root = frontier.root(), .extensions = {}},
        signer);
    if (!checkpoint)
        return std::unexpected(checkpoint.error());
    const log::LogHead signedHead{.size = checkpoint->size(), .root = checkpoint->root().toBytes()};
    m_signed.logs[placeOf(log)] = {.head = signedHead, .note = checkpoint->note()};
    return transaction.log.putCheckpoint(
        log, {.size = signedHead.size, .root = signedHead.root, .note = checkpoint->note()}, m_generation);
}

Expected<void> LogWriter::pruneCheckpoints(store::Transaction &transaction, LogId log)
{
    if (++m_sincePruned[placeOf(log)] < checkpointsKept)
        return {};
    m_sincePruned[placeOf(log)] = 0;
    const qint64 below = std::exchange(m_pruneBelow[placeOf(log)], m_working.logs[placeOf(log)].size());
    return transaction.log.removeCheckpointsBelow(log, below);
}

void LogWriter::groupCommitted()
{
    const bool hasSigned = m_working.logs != m_committed.logs;
    m_committed = m_working;
    if (hasSigned)
        m_board.publish(m_signed);
}

void LogWriter::groupAbandoned()
{
    m_working = m_committed;
    m_signed = *m_board.current();
}

} // namespace enigm::controlplane::audit
