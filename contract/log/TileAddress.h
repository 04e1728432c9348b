#pragma once

#include "contract/log/MerkleFrontier.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QByteArrayView>

#include <compare>

namespace enigm::log {

/// Names a tile or an entry bundle of a log (C2SP tlog-tiles).
struct TileAddress
{
    enum class Kind {
        Hashes,  ///< `tile/<level>/<index>`: up to 256 hashes of subtrees of 256^level leaves
        Entries, ///< `tile/entries/<index>`: up to 256 entries; level is 0
    };

    static constexpr int FullWidth = 256;
    static constexpr int LevelBits = 8;
    static constexpr int HighestLevel = 63;

    Kind kind = Kind::Hashes;
    int level = 0;
    qint64 index = 0;
    int width = FullWidth; ///< 1 to 256; a partial tile has less than 256

    /// Such as `tile/0/x001/x234/067.p/12`, below the prefix of the log.
    [[nodiscard]] QByteArray path() const;
    /// The one path of an address, nothing before or after it; NotFound for anything else, since it names nothing.
    [[nodiscard]] static Expected<TileAddress> parse(QByteArrayView path);

    /// How many hashes the tile `index` of a level has in a tree of `treeSize` leaves: 0 where it has none.
    [[nodiscard]] static int widthIn(int level, qint64 index, qint64 treeSize);
    /// Whether a tree of this many leaves fills the tile to its width.
    [[nodiscard]] bool isWithin(qint64 treeSize) const { return width <= widthIn(level, index, treeSize); }
    /// The subtree whose hash is the `position`-th of a hash tile.
    [[nodiscard]] NodeAddress nodeAt(int position) const;

    friend auto operator<=>(const TileAddress &, const TileAddress &) = default;
};

} // namespace enigm::log
