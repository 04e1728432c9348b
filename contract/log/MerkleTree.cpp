#include "contract/log/MerkleTree.h"

using namespace Qt::StringLiterals;

namespace enigm::log {

MerkleTree::MerkleTree(std::span<const Hash> leaves)
{
    for (const Hash &leaf : leaves)
        append(leaf);
}

void MerkleTree::append(const Hash &leaf)
{
    m_frontier.append(leaf, [this](NodeAddress address, const Hash &hash) {
        const auto level = static_cast<std::size_t>(address.level);
        if (level == m_levels.size())
            m_levels.emplace_back();
        m_levels[level].push_back(hash);
    });
}

Expected<Hash> MerkleTree::rootAt(qint64 size) const
{
    if (auto good = checkSize(size); !good)
        return std::unexpected(good.error());
    return rootOf(*this, size);
}

Expected<Proof> MerkleTree::inclusionProof(qint64 index) const
{
    return inclusionProof(index, size());
}

Expected<Proof> MerkleTree::inclusionProof(qint64 index, qint64 size) const
{
    if (auto good = checkSize(size); !good)
        return std::unexpected(good.error());
    return log::inclusionProof(*this, index, size);
}

Expected<Proof> MerkleTree::consistencyProof(qint64 from, qint64 to) const
{
    if (auto good = checkSize(to); !good)
        return std::unexpected(good.error());
    return log::consistencyProof(*this, from, to);
}

Expected<Hash> MerkleTree::hashAt(NodeAddress address) const
{
    const auto level = static_cast<std::size_t>(address.level);
    const auto index = static_cast<std::size_t>(address.index);
    if (address.level < 0 || address.index < 0 || level >= m_levels.size() || index >= m_levels[level].size())
        return refuse(ProblemType::OutOfRange, u"the tree has no such subtree"_s);
    return m_levels[level][index];
}

Expected<void> MerkleTree::checkSize(qint64 size) const
{
    if (size > this->size())
        return refuse(ProblemType::OutOfRange, u"the tree has only %1 leaves"_s.arg(this->size()));
    return {};
}

} // namespace enigm::log
