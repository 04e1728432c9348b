#include "contract/log/TileHashReader.h"

#include "contract/log/TileData.h"

#include <span>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

/// 8 KiB each.
constexpr std::size_t mostTilesKept = 512;

/// The root of a complete subtree from the hashes at some level of it; their number is a power of two.
Hash fold(std::span<const Hash> hashes)
{
    if (hashes.size() == 1)
        return hashes.front();
    const std::size_t half = hashes.size() / 2;
    return nodeHash(fold(hashes.first(half)), fold(hashes.subspan(half)));
}

} // namespace

TileHashReader::TileHashReader(Fetch fetch, qint64 size)
    : m_fetch(std::move(fetch))
    , m_size(size)
{}

Expected<TileHashReader> TileHashReader::open(Fetch fetch, qint64 size, const Hash &root)
{
    TileHashReader reader(std::move(fetch), size);
    MerkleFrontier frontier;
    int level = 0;
    while (size >> (level * TileAddress::LevelBits) >= TileAddress::FullWidth)
        ++level;
    for (; level >= 0; --level) {
        const qint64 hashes = size >> (level * TileAddress::LevelBits);
        const TileAddress address{.level = level,
                                  .index = hashes / TileAddress::FullWidth,
                                  .width = static_cast<int>(hashes % TileAddress::FullWidth)};
        if (address.width == 0)
            continue;
        auto tile = reader.fetchTile(address);
        if (!tile)
            return std::unexpected(tile.error());
        for (const Hash &hash : *tile)
            frontier.appendSubtree(level * TileAddress::LevelBits, hash);
        reader.m_edge.emplace(level, std::move(*tile));
    }
    if (frontier.root() != root)
        return refuse(ProblemType::EntryMismatch, u"the newest tiles do not lead to the root of the checkpoint"_s);
    return reader;
}

Expected<TileHashReader::Hashes> TileHashReader::fetchTile(const TileAddress &address) const
{
    const QString path = QString::fromLatin1(address.path());
    const auto bytes = m_fetch(address);
    if (!bytes)
        return std::unexpected(bytes.error().under(path));
    auto hashes = decodeTile(*bytes, address.width);
    if (!hashes)
        return std::unexpected(hashes.error().under(path));
    return hashes;
}

Expected<const TileHashReader::Hashes *> TileHashReader::tileAt(int level, qint64 index) const
{
    const TileAddress address{.level = level, .index = index};
    if (!address.isWithin(m_size))
        return &m_edge.at(level);
    if (const auto kept = m_full.find(address); kept != m_full.end())
        return &kept->second;
    const auto above = tileAt(level + 1, index / TileAddress::FullWidth);
    if (!above)
        return above;
    const Hash committed = (**above)[static_cast<std::size_t>(index % TileAddress::FullWidth)];
    auto tile = fetchTile(address);
    if (!tile)
        return std::unexpected(tile.error());
    if (fold(*tile) != committed)
        return refuse(ProblemType::EntryMismatch, u"the tile is not what the log committed to"_s,
                      QString::fromLatin1(address.path()));
    if (m_full.size() >= mostTilesKept)
        m_full.clear();
    return &m_full.emplace(address, std::move(*tile)).first->second;
}

Expected<Hash> TileHashReader::hashAt(NodeAddress address) const
{
    const qint64 subtrees = address.level < 0 || address.level > 62 ? 0 : m_size >> address.level;
    if (address.index < 0 || address.index >= subtrees)
        return refuse(ProblemType::OutOfRange, u"the tree has no such subtree"_s);
    const int inside = address.level % TileAddress::LevelBits;
    const qint64 first = address.index << inside;
    const auto tile = tileAt(address.level / TileAddress::LevelBits, first / TileAddress::FullWidth);
    if (!tile)
        return std::unexpected(tile.error());
    return fold(
        std::span(**tile).subspan(static_cast<std::size_t>(first % TileAddress::FullWidth), std::size_t(1) << inside));
}

} // namespace enigm::log
