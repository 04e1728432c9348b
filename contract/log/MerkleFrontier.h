#pragma once

#include "contract/log/Hash.h"

#include <concepts>
#include <vector>

namespace enigm::log {

/// Names the complete subtree over the leaves [index * 2^level, (index + 1) * 2^level).
struct NodeAddress
{
    int level = 0;
    qint64 index = 0;

    friend auto operator<=>(const NodeAddress &, const NodeAddress &) = default;
};

/// The right edge of an RFC 6962 tree: all that is needed to append to it and to know its root, in O(log n) memory (a
/// "compact range"). For appenders and for verifiers that stream entries.
class MerkleFrontier
{
public:
    /// Leaves so far; never negative.
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] Hash root() const;

    void append(const Hash &leaf)
    {
        append(leaf, [](NodeAddress, const Hash &) {});
    }

    /// Appends, and calls `completed(NodeAddress, const Hash &)` for the leaf and then each subtree that it completes,
    /// upwards: what a store keeps.
    template <std::invocable<NodeAddress, const Hash &> Completed>
    void append(const Hash &leaf, Completed completed)
    {
        Hash hash = leaf;
        NodeAddress address{0, m_size};
        completed(address, hash);
        while (address.index % 2 == 1) {
            hash = nodeHash(m_peaks.back(), hash);
            m_peaks.pop_back();
            address = {address.level + 1, address.index / 2};
            completed(address, hash);
        }
        m_peaks.push_back(hash);
        ++m_size;
    }

    /// Appends a complete subtree of 2^level leaves, such as a whole tile; `size()` must be a multiple of 2^level.
    void appendSubtree(int level, const Hash &hash);

    /// 8 bytes of size, big-endian, then the hashes of the complete subtrees that make up the tree, largest first.
    [[nodiscard]] QByteArray toBytes() const;
    /// Exactly what toBytes gives; MalformedEncoding.
    [[nodiscard]] static Expected<MerkleFrontier> parse(QByteArrayView bytes);

    friend bool operator==(const MerkleFrontier &, const MerkleFrontier &) = default;

private:
    qint64 m_size = 0;
    /// One hash a set bit of m_size, the highest bit first.
    std::vector<Hash> m_peaks;
};

} // namespace enigm::log
