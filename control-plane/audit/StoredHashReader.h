#pragma once

#include "contract/log/MerkleProof.h"
#include "control-plane/store/LogStore.h"

#include <map>
#include <utility>

namespace enigm::controlplane::audit {

/// The hashes of a tile as the database has them: `width` of them from the first. NotFound where the log is shorter.
[[nodiscard]] Expected<QByteArray> storedTile(const store::LogStore &store, const store::TilePlace &tile, int width);

/// Reads the subtrees of a stored log. For one call on one snapshot: tiles that were read are kept.
class StoredHashReader final : public log::HashReader
{
public:
    /// Borrows the store.
    StoredHashReader(const store::LogStore &store, store::LogId log)
        : m_store(store)
        , m_log(log)
    {}

    [[nodiscard]] Expected<log::Hash> hashAt(log::NodeAddress address) const override;

private:
    [[nodiscard]] Expected<log::Hash> singleHash(int tileLevel, qint64 index) const;
    /// At least the first `width` hashes of a tile.
    [[nodiscard]] Expected<QByteArray> tileOf(int tileLevel, qint64 index, int width) const;

    const store::LogStore &m_store;
    const store::LogId m_log;
    mutable std::map<std::pair<int, qint64>, QByteArray> m_tiles;
};

} // namespace enigm::controlplane::audit
