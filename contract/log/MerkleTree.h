#pragma once

#include "contract/log/MerkleProof.h"

namespace enigm::log {

/// A whole RFC 6962 tree in memory: target sets of changes, small logs, tests.
class MerkleTree final : public HashReader
{
public:
    MerkleTree() = default;
    explicit MerkleTree(std::span<const Hash> leaves);

    void append(const Hash &leaf);

    [[nodiscard]] qint64 size() const { return m_frontier.size(); }
    [[nodiscard]] Hash root() const { return m_frontier.root(); }
    /// The root when the tree had `size` leaves; OutOfRange.
    [[nodiscard]] Expected<Hash> rootAt(qint64 size) const;
    /// OutOfRange unless 0 <= index < size().
    [[nodiscard]] Expected<Proof> inclusionProof(qint64 index) const;
    /// OutOfRange unless 0 <= index < size <= size().
    [[nodiscard]] Expected<Proof> inclusionProof(qint64 index, qint64 size) const;
    /// OutOfRange unless 0 < from <= to <= size().
    [[nodiscard]] Expected<Proof> consistencyProof(qint64 from, qint64 to) const;

    [[nodiscard]] Expected<Hash> hashAt(NodeAddress address) const override;

private:
    [[nodiscard]] Expected<void> checkSize(qint64 size) const;

    MerkleFrontier m_frontier;
    std::vector<std::vector<Hash>> m_levels; ///< complete subtrees by level, then index
};

} // namespace enigm::log
