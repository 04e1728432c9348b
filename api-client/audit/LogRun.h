#pragma once

#include "contract/log/MerkleProof.h"

#include <QByteArray>

#include <vector>

namespace enigm::client {

/// What proves that neighbouring leaves lie in a log: the right edge of the tree before them, and the way from the tree
/// that ends with them to a verified head. However many leaves there are, that is two proofs.
///
/// The edge is the inclusion proof of leaf `first` in the tree of `first` + 1 leaves (RFC 9162 section 2.1.3.1): its
/// hashes are those of the complete subtrees before it. A false edge or leaf makes another root, from which no
/// consistency proof leads to the head.
struct LogRun
{
    qint64 first = 0;
    log::Proof edge;        ///< empty where `first` is 0
    qint64 size = 0;        ///< of the verified head
    log::Proof consistency; ///< from the end of the run to `size`; empty where they are equal
    QByteArray root;        ///< of the verified head

    /// BadInclusionProof, BadConsistencyProof, OutOfRange for leaves beyond the head.
    [[nodiscard]] Expected<void> verify(const std::vector<QByteArray> &leaves) const;
};

} // namespace enigm::client
