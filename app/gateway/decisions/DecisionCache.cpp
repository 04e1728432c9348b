#include "app/gateway/decisions/DecisionCache.h"

#include <algorithm>

namespace enigm::gateway {

DecisionCache::DecisionCache(const time::Clock &clock, std::size_t most)
    : m_clock(clock)
    , m_most(most)
{}

qint64 DecisionCache::endOf(const client::AccessDecision &permit, qint64 asked)
{
    return std::min(asked + permit.validFor, permit.validUntil);
}

void DecisionCache::drop(Ends::iterator end)
{
    m_places.remove(end->second.device);
    m_ends.erase(end);
}

bool DecisionCache::holdsPermit(const fleet::DeviceHandle &device)
{
    const auto place = m_places.constFind(device);
    if (place == m_places.cend())
        return false;
    const Ends::iterator kept = *place;
    const qint64 now = m_clock.now();
    // A clock that was set back would make the permit last longer.
    if (now < kept->first && now >= kept->second.asked)
        return true;
    drop(kept);
    return false;
}

void DecisionCache::keep(const fleet::DeviceHandle &device, const client::AccessDecision &permit, qint64 asked)
{
    if (const auto place = m_places.constFind(device); place != m_places.cend())
        drop(*place);
    const qint64 end = endOf(permit, asked);
    const qint64 now = m_clock.now();
    while (!m_ends.empty() && (m_ends.begin()->first <= now || m_ends.size() >= m_most))
        drop(m_ends.begin());
    if (end <= now || m_most == 0)
        return;
    m_places.insert(device, m_ends.emplace(end, Kept{.device = device, .asked = asked}));
}

} // namespace enigm::gateway
