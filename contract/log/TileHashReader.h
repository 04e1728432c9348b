#pragma once

#include "contract/log/MerkleProof.h"
#include "contract/log/TileAddress.h"

#include <functional>
#include <map>

namespace enigm::log {

/// Reads hashes out of tiles that anybody may have served, and answers only what the root of a checkpoint commits to.
///
/// The partial tiles at the right edge hold exactly the subtrees whose fold is the root; every full tile folds to a
/// hash of the tile above it. Not thread-safe: tiles that were authenticated are kept.
class TileHashReader final : public HashReader
{
public:
    /// The bytes of a tile, or why there are none.
    using Fetch = std::function<Expected<QByteArray>(const TileAddress &)>;

    /// Fetches the right edge (at most one tile a level) and checks it against the root. EntryMismatch where it does
    /// not fold to the root, MalformedEncoding, or the fetcher's problem; `where` is the path of the tile.
    [[nodiscard]] static Expected<TileHashReader> open(Fetch fetch, qint64 size, const Hash &root);

    [[nodiscard]] qint64 size() const { return m_size; }
    /// OutOfRange beyond the tree; otherwise as open.
    [[nodiscard]] Expected<Hash> hashAt(NodeAddress address) const override;

private:
    using Hashes = std::vector<Hash>;

    TileHashReader(Fetch fetch, qint64 size);
    [[nodiscard]] Expected<Hashes> fetchTile(const TileAddress &address) const;
    /// The authenticated hashes of a tile of this tree; borrowed until the next call.
    [[nodiscard]] Expected<const Hashes *> tileAt(int level, qint64 index) const;

    Fetch m_fetch;
    qint64 m_size;
    std::map<int, Hashes> m_edge; ///< partial tiles by level
    mutable std::map<TileAddress, Hashes> m_full;
};

} // namespace enigm::log
