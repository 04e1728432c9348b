#include "contract/changes/Matching.h"

namespace enigm::changes {

Matching::Matching(std::size_t left, std::size_t right)
    : m_edges(left)
    , m_partners(right)
{}

bool Matching::augment(std::size_t left)
{
    std::vector<bool> visited(m_partners.size());
    return tryToMatch(left, visited);
}

bool Matching::tryToMatch(std::size_t left, std::vector<bool> &visited)
{
    for (const std::size_t right : m_edges[left]) {
        if (visited[right])
            continue;
        visited[right] = true;
        if (!m_partners[right] || tryToMatch(*m_partners[right], visited)) {
            m_partners[right] = left;
            return true;
        }
    }
    return false;
}

} // namespace enigm::changes
