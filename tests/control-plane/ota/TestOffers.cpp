#include "tests/control-plane/ota/TestOffers.h"

namespace enigm::test {

using controlplane::ota::DeviceOffer;
using controlplane::ota::UpdateProgress;
using ota::UpdateState;

Expected<std::optional<DeviceOffer>> TestOffers::offerFor(const fleet::DeviceHandle &device)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_offers.find(device);
    return found == m_offers.end() ? std::nullopt : std::optional(found->second);
}

void TestOffers::note(const fleet::DeviceHandle &device, const UpdateProgress &progress, Answer answer)
{
    {
        const std::scoped_lock lock(m_mutex);
        DeviceOffer &offer = m_offers.at(device);
        m_said[device].push_back(progress);
        offer.state = std::max(offer.state, progress.state);
        if (offer.state == UpdateState::Withdrawn)
            offer.isCancelled = false;
    }
    answer({});
}

void TestOffers::offer(const fleet::DeviceHandle &device, const DeviceOffer &offer)
{
    const std::scoped_lock lock(m_mutex);
    m_offers.insert_or_assign(device, offer);
}

void TestOffers::cancel(const fleet::DeviceHandle &device)
{
    const std::scoped_lock lock(m_mutex);
    m_offers.at(device).isCancelled = true;
}

std::vector<UpdateState> TestOffers::statesOf(const fleet::DeviceHandle &device) const
{
    std::vector<UpdateState> states;
    for (const UpdateProgress &progress : saidBy(device)) {
        if (states.empty() || states.back() != progress.state)
            states.push_back(progress.state);
    }
    return states;
}

std::vector<UpdateProgress> TestOffers::saidBy(const fleet::DeviceHandle &device) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_said.find(device);
    return found == m_said.end() ? std::vector<UpdateProgress>() : found->second;
}

} // namespace enigm::test
