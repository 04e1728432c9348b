#include "simulator/device/UpdateBook.h"

#include <algorithm>

namespace enigm::simulator {

Expected<std::shared_ptr<const device::UpdateEvidence>> UpdateBook::verified(const device::UpdateOffer &offer)
{
    const QByteArray key = device::UpdateEvidence::keyOf(offer);
    const auto kept = std::ranges::find(m_kept, key, &Kept::key);
    if (kept != m_kept.end())
        return kept->evidence;
    auto evidence = device::UpdateEvidence::verify(offer, m_deployment);
    if (!evidence)
        return std::unexpected(evidence.error());
    m_kept.push_front({.key = key, .evidence = std::make_shared<device::UpdateEvidence>(std::move(*evidence))});
    if (m_kept.size() > mostKept)
        m_kept.pop_back();
    return m_kept.front().evidence;
}

} // namespace enigm::simulator
