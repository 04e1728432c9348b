#include "contract/log/MerkleProof.h"

#include <algorithm>
#include <bit>

using namespace Qt::StringLiterals;

namespace enigm::log {

namespace {

/// The largest power of two below `count`, which is at least 2 (RFC 9162 section 2.1.1).
qint64 splitOf(qint64 count)
{
    return static_cast<qint64>(std::bit_floor(static_cast<quint64>(count - 1)));
}

/// MTH(D[begin:end]); `begin` is a multiple of the largest power of two that is not above end - begin.
Expected<Hash> hashOfRange(const HashReader &reader, qint64 begin, qint64 end)
{
    // Complete subtrees from left to right, each smaller than the one before; folded from the right.
    std::vector<Hash> peaks;
    while (begin < end) {
        const int level = 63 - std::countl_zero(static_cast<quint64>(end - begin));
        auto peak = reader.hashAt({level, begin >> level});
        if (!peak)
            return peak;
        peaks.push_back(*peak);
        begin += qint64(1) << level;
    }
    Hash hash = peaks.back();
    for (std::size_t i = peaks.size() - 1; i > 0; --i)
        hash = nodeHash(peaks[i - 1], hash);
    return hash;
}

/// Reads the ranges, lowest in the tree first.
Expected<Proof> hashesOf(const HashReader &reader, const std::vector<std::pair<qint64, qint64>> &ranges)
{
    Proof proof;
    proof.reserve(ranges.size());
    for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
        auto hash = hashOfRange(reader, range->first, range->second);
        if (!hash)
            return std::unexpected(hash.error());
        proof.push_back(*hash);
    }
    return proof;
}

std::unexpected<Problem> badInclusion(QString detail)
{
    return refuse(ProblemType::BadInclusionProof, std::move(detail));
}

std::unexpected<Problem> badConsistency(QString detail)
{
    return refuse(ProblemType::BadConsistencyProof, std::move(detail));
}

} // namespace

std::vector<QByteArray> proofToBytes(std::span<const Hash> proof)
{
    std::vector<QByteArray> hashes;
    hashes.reserve(proof.size());
    for (const Hash &hash : proof)
        hashes.push_back(hash.toBytes());
    return hashes;
}

Expected<Proof> proofFromBytes(std::span<const QByteArray> hashes)
{
    Proof proof;
    proof.reserve(hashes.size());
    for (const QByteArray &bytes : hashes) {
        auto hash = Hash::fromBytes(bytes);
        if (!hash)
            return std::unexpected(hash.error());
        proof.push_back(*hash);
    }
    return proof;
}

Expected<Hash> rootOf(const HashReader &reader, qint64 size)
{
    if (size < 0)
        return refuse(ProblemType::OutOfRange, u"a tree size is not negative"_s);
    if (size == 0)
        return emptyRoot();
    return hashOfRange(reader, 0, size);
}

Expected<Proof> inclusionProof(const HashReader &reader, qint64 index, qint64 size)
{
    if (index < 0 || index >= size)
        return refuse(ProblemType::OutOfRange, u"there is no leaf %1 in a tree of %2"_s.arg(index).arg(size));
    std::vector<std::pair<qint64, qint64>> siblings;
    qint64 begin = 0;
    qint64 end = size;
    while (end - begin > 1) {
        const qint64 middle = begin + splitOf(end - begin);
        if (index < middle) {
            siblings.emplace_back(middle, end);
            end = middle;
        } else {
            siblings.emplace_back(begin, middle);
            begin = middle;
        }
    }
    return hashesOf(reader, siblings);
}

Expected<Proof> consistencyProof(const HashReader &reader, qint64 from, qint64 to)
{
    if (from <= 0 || from > to)
        return refuse(ProblemType::OutOfRange, u"no proof leads from tree size %1 to %2"_s.arg(from).arg(to));
    std::vector<std::pair<qint64, qint64>> parts;
    qint64 begin = 0;
    qint64 end = to;
    while (end != from) {
        const qint64 middle = begin + splitOf(end - begin);
        if (from <= middle) {
            parts.emplace_back(middle, end);
            end = middle;
        } else {
            parts.emplace_back(begin, middle);
            begin = middle;
        }
    }
    // The old tree is a complete subtree of the new one where it was never left behind; its root is known then.
    if (begin != 0)
        parts.emplace_back(begin, end);
    return hashesOf(reader, parts);
}

Expected<void> verifyInclusion(qint64 index, qint64 size, const Hash &leaf, std::span<const Hash> proof,
                               const Hash &root)
{
    if (index < 0 || index >= size)
        return badInclusion(u"there is no leaf %1 in a tree of %2"_s.arg(index).arg(size));
    auto node = index;
    auto last = size - 1;
    Hash hash = leaf;
    for (const Hash &sibling : proof) {
        if (last == 0)
            return badInclusion(u"the proof is too long"_s);
        if (node % 2 == 1 || node == last) {
            hash = nodeHash(sibling, hash);
            while (node % 2 == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = nodeHash(hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0)
        return badInclusion(u"the proof is too short"_s);
    if (hash != root)
        return badInclusion(u"the proof leads to another root"_s);
    return {};
}

Expected<void> verifyConsistency(qint64 from, qint64 to, std::span<const Hash> proof, const Hash &fromRoot,
                                 const Hash &toRoot)
{
    if (from <= 0 || from > to)
        return badConsistency(u"no proof leads from tree size %1 to %2"_s.arg(from).arg(to));
    if (from == to) {
        if (!proof.empty())
            return badConsistency(u"the proof is too long"_s);
        return fromRoot == toRoot ? Expected<void>() : badConsistency(u"one tree size has two roots"_s);
    }
    // A complete old tree is its own first part, and the proof leaves it out.
    const bool complete = std::has_single_bit(static_cast<quint64>(from));
    if (!complete && proof.empty())
        return badConsistency(u"the proof is too short"_s);
    auto node = from - 1;
    auto last = to - 1;
    while (node % 2 == 1) {
        node >>= 1;
        last >>= 1;
    }
    Hash oldHash = complete ? fromRoot : proof.front();
    Hash newHash = oldHash;
    for (const Hash &part : proof.subspan(complete ? 0 : 1)) {
        if (last == 0)
            return badConsistency(u"the proof is too long"_s);
        if (node % 2 == 1 || node == last) {
            oldHash = nodeHash(part, oldHash);
            newHash = nodeHash(part, newHash);
            while (node % 2 == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
        } else {
            newHash = nodeHash(newHash, part);
        }
        node >>= 1;
        last >>= 1;
    }
    if (last != 0)
        return badConsistency(u"the proof is too short"_s);
    if (oldHash != fromRoot)
        return badConsistency(u"the proof does not lead from the old root"_s);
    if (newHash != toRoot)
        return badConsistency(u"the proof does not lead to the new root"_s);
    return {};
}

} // namespace enigm::log
