#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace enigm::changes {

/// A maximum matching in a small bipartite graph, grown one left node at a time (augmenting paths, Kuhn). A left node
/// that was matched stays matched, so earlier ones have precedence.
class Matching
{
public:
    Matching(std::size_t left, std::size_t right);

    void connect(std::size_t left, std::size_t right) { m_edges[left].push_back(right); }
    /// Tries to match one more left node, moving others where that makes room.
    [[nodiscard]] bool augment(std::size_t left);
    /// The left node that a right one is matched with.
    [[nodiscard]] std::optional<std::size_t> partnerOf(std::size_t right) const { return m_partners[right]; }

private:
    [[nodiscard]] bool tryToMatch(std::size_t left, std::vector<bool> &visited);

    std::vector<std::vector<std::size_t>> m_edges;
    std::vector<std::optional<std::size_t>> m_partners;
};

} // namespace enigm::changes
