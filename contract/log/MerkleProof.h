#pragma once

#include "contract/log/Hash.h"
#include "contract/log/MerkleFrontier.h"

#include <span>
#include <vector>

namespace enigm::log {

/// Where the hashes of a stored tree are read from: a table, tiles, memory.
class HashReader
{
public:
    virtual ~HashReader() = default;
    /// The hash of a complete subtree. Only subtrees that lie wholly inside the tree are asked for.
    [[nodiscard]] virtual Expected<Hash> hashAt(NodeAddress address) const = 0;

protected:
    HashReader() = default;
    HashReader(const HashReader &) = default;
    HashReader(HashReader &&) = default;
    HashReader &operator=(const HashReader &) = default;
    HashReader &operator=(HashReader &&) = default;
};

/// Sibling hashes in the order of RFC 9162.
using Proof = std::vector<Hash>;

/// The hashes as 32 bytes each, for JSON.
[[nodiscard]] std::vector<QByteArray> proofToBytes(std::span<const Hash> proof);
/// MalformedEncoding where one has not 32 bytes.
[[nodiscard]] Expected<Proof> proofFromBytes(std::span<const QByteArray> hashes);

/// The root over the first `size` leaves; OutOfRange where that is negative, or the reader's problem.
[[nodiscard]] Expected<Hash> rootOf(const HashReader &reader, qint64 size);

/// RFC 9162 section 2.1.3.1: that leaf `index` is in the tree of the first `size` leaves. OutOfRange unless
/// 0 <= index < size.
[[nodiscard]] Expected<Proof> inclusionProof(const HashReader &reader, qint64 index, qint64 size);

/// RFC 9162 section 2.1.4.1: that the tree of `to` leaves extends the one of `from`. OutOfRange unless
/// 0 < from <= to. Empty where both are equal.
[[nodiscard]] Expected<Proof> consistencyProof(const HashReader &reader, qint64 from, qint64 to);

/// RFC 9162 section 2.1.3.2. BadInclusionProof, also for a proof that is longer or shorter than it must be.
[[nodiscard]] Expected<void> verifyInclusion(qint64 index, qint64 size, const Hash &leaf, std::span<const Hash> proof,
                                             const Hash &root);

/// RFC 9162 section 2.1.4.2. BadConsistencyProof, also for a proof that is longer or shorter than it must be, and
/// always from size 0 (even to size 0): an empty tree proves nothing about another.
[[nodiscard]] Expected<void> verifyConsistency(qint64 from, qint64 to, std::span<const Hash> proof,
                                               const Hash &fromRoot, const Hash &toRoot);

} // namespace enigm::log
