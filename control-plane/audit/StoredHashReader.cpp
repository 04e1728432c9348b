#include "control-plane/audit/StoredHashReader.h"

#include "contract/log/TileAddress.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::audit {

using log::Hash;
using log::TileAddress;

namespace {

Expected<QByteArray> hashRange(const store::LogStore &store, store::LogId log, int tileLevel, qint64 from, qint64 to)
{
    return tileLevel == 0 ? store.leafHashes(log, from, to) : store.nodes(log, tileLevel, from, to);
}

} // namespace

Expected<QByteArray> storedTile(const store::LogStore &store, const store::TilePlace &tile, int width)
{
    auto full = store.tile(tile);
    if (!full)
        return std::unexpected(full.error());
    const qint64 first = tile.index * TileAddress::FullWidth;
    auto hashes =
        *full ? Expected<QByteArray>(std::move(**full)) : hashRange(store, tile.log, tile.level, first, first + width);
    if (!hashes)
        return hashes;
    if (hashes->size() < width * Hash::Size)
        return refuse(ProblemType::NotFound, u"the log has no such tile yet"_s);
    hashes->truncate(width * Hash::Size);
    return hashes;
}

Expected<Hash> StoredHashReader::hashAt(log::NodeAddress address) const
{
    const int tileLevel = address.level / TileAddress::LevelBits;
    const int height = address.level % TileAddress::LevelBits;
    if (height == 0)
        return singleHash(tileLevel, address.index);
    const qint64 count = qint64(1) << height;
    const qint64 first = (address.index * count) % TileAddress::FullWidth;
    const auto tile = tileOf(tileLevel, (address.index * count) / TileAddress::FullWidth, int(first + count));
    if (!tile)
        return std::unexpected(tile.error());
    log::MerkleFrontier subtree;
    for (qint64 i = first; i < first + count; ++i) {
        const auto hash = Hash::fromBytes(QByteArrayView(*tile).sliced(i * Hash::Size, Hash::Size));
        if (!hash)
            return hash;
        subtree.append(*hash);
    }
    return subtree.root();
}

Expected<Hash> StoredHashReader::singleHash(int tileLevel, qint64 index) const
{
    const auto bytes = hashRange(m_store, m_log, tileLevel, index, index + 1);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (bytes->isEmpty())
        return refuse(ProblemType::NotFound, u"the log has no such hash yet"_s);
    return Hash::fromBytes(*bytes);
}

Expected<QByteArray> StoredHashReader::tileOf(int tileLevel, qint64 index, int width) const
{
    QByteArray &kept = m_tiles[{tileLevel, index}];
    if (kept.size() < width * Hash::Size) {
        auto tile = storedTile(m_store, {.log = m_log, .level = tileLevel, .index = index}, width);
        if (!tile)
            return tile;
        kept = std::move(*tile);
    }
    return kept;
}

} // namespace enigm::controlplane::audit
