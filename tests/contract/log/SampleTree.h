#pragma once

#include "contract/log/MerkleTree.h"

namespace enigm::test {

/// The hash of a leaf whose entry is its index in decimal.
[[nodiscard]] inline log::Hash sampleLeaf(qint64 index)
{
    return log::leafHash(QByteArray::number(index));
}

/// A tree of such leaves.
[[nodiscard]] inline log::MerkleTree sampleTree(qint64 size)
{
    log::MerkleTree tree;
    for (qint64 i = 0; i < size; ++i)
        tree.append(sampleLeaf(i));
    return tree;
}

/// The hash with one bit turned over, 0 to 255.
[[nodiscard]] inline log::Hash flipped(log::Hash hash, int bit)
{
    unsigned char &byte = hash.data()[bit / 8];
    byte = static_cast<unsigned char>(byte ^ (1U << (bit % 8)));
    return hash;
}

} // namespace enigm::test
