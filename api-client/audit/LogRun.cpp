#include "api-client/audit/LogRun.h"

#include "contract/log/MerkleFrontier.h"

#include <bit>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

/// The tree before leaf `first`, of the subtrees that the proof of that leaf names from the smallest to the largest.
Expected<log::MerkleFrontier> frontierAt(qint64 first, const log::Proof &edge)
{
    const auto subtrees = static_cast<std::size_t>(std::popcount(static_cast<quint64>(first)));
    if (edge.size() != subtrees)
        return refuse(ProblemType::BadInclusionProof, u"The edge of the log has another number of hashes."_s);
    log::MerkleFrontier frontier;
    auto hash = edge.rbegin();
    for (int level = 61; level >= 0; --level) {
        if ((first >> level) % 2 == 1)
            frontier.appendSubtree(level, *hash++);
    }
    return frontier;
}

} // namespace

Expected<void> LogRun::verify(const std::vector<QByteArray> &leaves) const
{
    const qint64 end = first + static_cast<qint64>(leaves.size());
    if (first < 0 || end > size)
        return refuse(ProblemType::OutOfRange, u"The records lie beyond the head of the log."_s);
    const auto head = log::Hash::fromBytes(root);
    if (!head)
        return std::unexpected(head.error());
    auto frontier = frontierAt(first, edge);
    if (!frontier)
        return std::unexpected(frontier.error());
    for (const QByteArray &leaf : leaves)
        frontier->append(log::leafHash(leaf));
    if (end < size)
        return log::verifyConsistency(end, size, consistency, frontier->root(), *head);
    if (frontier->root() != *head)
        return refuse(ProblemType::BadInclusionProof, u"The records do not add up to the head of the log."_s);
    return {};
}

} // namespace enigm::client
