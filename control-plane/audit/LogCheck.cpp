#include "control-plane/audit/LogCheck.h"

#include "contract/log/SignedCheckpoint.h"
#include "contract/log/TileAddress.h"
#include "control-plane/audit/StoredHashReader.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

using log::Hash;
using log::MerkleFrontier;
using log::TileAddress;

namespace {

constexpr int highestTileLevel = TileAddress::HighestLevel / TileAddress::LevelBits;

std::unexpected<Problem> mismatch(const QString &detail, const QString &where)
{
    return refuse(ProblemType::EntryMismatch, detail, where);
}

/// Appends the hashes of one tile level that no higher level covers.
Expected<void> appendLevel(const store::LogStore &store, store::LogId log, int level, qint64 count,
                           MerkleFrontier &frontier)
{
    const int bits = level * TileAddress::LevelBits;
    const qint64 from = frontier.size() >> bits;
    const auto hashes = level == 0 ? store.leafHashes(log, from, count) : store.nodes(log, level, from, count);
    if (!hashes)
        return std::unexpected(hashes.error());
    if (hashes->size() != (count - from) * Hash::Size)
        return mismatch(u"hashes of the log are missing"_s, u"tile level %1"_s.arg(level));
    for (qsizetype at = 0; at < hashes->size(); at += Hash::Size) {
        const auto hash = Hash::fromBytes(QByteArrayView(*hashes).sliced(at, Hash::Size));
        if (!hash)
            return std::unexpected(hash.error());
        frontier.appendSubtree(bits, *hash);
    }
    return {};
}

/// The entries of one tile, and the tile itself once it is full.
Expected<void> checkTile(const store::LogStore &store, store::LogId log, qint64 index, MerkleFrontier &frontier)
{
    const qint64 first = index * TileAddress::FullWidth;
    const auto entries = store.entries(log, first, first + TileAddress::FullWidth);
    if (!entries)
        return std::unexpected(entries.error());
    QByteArray hashes;
    for (const store::StoredEntry &entry : *entries) {
        const Hash hash = log::leafHash(entry.leaf);
        if (entry.index != frontier.size() || hash.view() != entry.hash)
            return mismatch(u"the entry is not what was hashed"_s, u"entry %1"_s.arg(entry.index));
        hashes += hash.view();
        frontier.append(hash);
        if (!entry.root.isEmpty() && frontier.root().view() != entry.root)
            return mismatch(u"the head is not the root of its entries"_s, u"entry %1"_s.arg(entry.index));
    }
    if (entries->size() < TileAddress::FullWidth)
        return {};
    const auto tile = store.tile({.log = log, .level = 0, .index = index});
    if (!tile)
        return std::unexpected(tile.error());
    if (*tile != hashes)
        return mismatch(u"the tile does not hold the hashes of its entries"_s, u"tile 0/%1"_s.arg(index));
    return {};
}

/// The nodes of one level above the leaves against the tiles below them.
Expected<void> checkNodes(const store::LogStore &store, store::LogId log, int level, qint64 count)
{
    for (qint64 index = 0; index < count; ++index) {
        const auto below = storedTile(store, {.log = log, .level = level - 1, .index = index}, TileAddress::FullWidth);
        const auto node = store.nodes(log, level, index, index + 1);
        if (!below || !node)
            return std::unexpected(below ? node.error() : below.error());
        MerkleFrontier subtree;
        for (qsizetype at = 0; at < below->size(); at += Hash::Size)
            subtree.append(*Hash::fromBytes(QByteArrayView(*below).sliced(at, Hash::Size)));
        if (subtree.root().view() != *node)
            return mismatch(u"the node is not the root of its tile"_s, u"node %1/%2"_s.arg(level).arg(index));
    }
    return {};
}

} // namespace

Expected<MerkleFrontier> storedFrontier(const store::LogStore &store, store::LogId log)
{
    const auto size = store.size(log);
    if (!size)
        return std::unexpected(size.error());
    MerkleFrontier frontier;
    for (int level = highestTileLevel; level >= 0; --level) {
        const qint64 count = *size >> (level * TileAddress::LevelBits);
        if (auto done = appendLevel(store, log, level, count, frontier); !done)
            return std::unexpected(done.error());
    }
    return frontier;
}

Expected<void> checkHeads(const store::LogStore &store, store::LogId log, const log::NoteVerifier &verifier,
                          const MerkleFrontier &frontier)
{
    const qint64 size = frontier.size();
    const auto last = store.entries(log, size - 1, size);
    if (!last)
        return std::unexpected(last.error());
    if (size > 0 && (last->size() != 1 || frontier.root().view() != last->front().root))
        return mismatch(u"the last entry does not carry the head of the log"_s, u"entry %1"_s.arg(size - 1));

    const auto kept = store.latestCheckpoint(log);
    if (!kept)
        return std::unexpected(kept.error());
    if (!*kept)
        return {};
    const auto opened = log::SignedCheckpoint::openForeign((*kept)->note, verifier, {});
    if (!opened)
        return std::unexpected(opened.error());
    const auto where = u"checkpoint %1"_s.arg((*kept)->size);
    if (opened->size() != (*kept)->size || opened->size() > size)
        return mismatch(u"the log is shorter than its signed checkpoint"_s, where);
    const auto root = log::rootOf(StoredHashReader(store, log), opened->size());
    if (!root)
        return std::unexpected(root.error());
    if (*root != opened->root())
        return mismatch(u"the stored log is not what its checkpoint says"_s, where);
    return {};
}

Expected<void> checkStoredLog(const store::LogStore &store, store::LogId log, const log::NoteVerifier &verifier)
{
    const auto size = store.size(log);
    if (!size)
        return std::unexpected(size.error());
    MerkleFrontier frontier;
    for (qint64 tile = 0; tile * TileAddress::FullWidth < *size; ++tile) {
        if (auto done = checkTile(store, log, tile, frontier); !done)
            return done;
    }
    for (int level = 1; level <= highestTileLevel; ++level) {
        if (auto done = checkNodes(store, log, level, *size >> (level * TileAddress::LevelBits)); !done)
            return done;
    }
    if (frontier.size() != *size)
        return mismatch(u"entries of the log are missing"_s, u"entry %1"_s.arg(frontier.size()));
    return checkHeads(store, log, verifier, frontier);
}

} // namespace enigm::controlplane::audit
