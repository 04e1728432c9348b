#pragma once

#include "control-plane/ota/OfferSource.h"

#include <map>
#include <mutex>
#include <vector>

namespace enigm::test {

/// Offers that a test has made, and what devices have said of them. Any thread.
class TestOffers : public controlplane::ota::OfferSource
{
public:
    [[nodiscard]] Expected<std::optional<controlplane::ota::DeviceOffer>>
    offerFor(const fleet::DeviceHandle &device) override;
    /// Keeps what was said, and takes its state over.
    void note(const fleet::DeviceHandle &device, const controlplane::ota::UpdateProgress &progress,
              Answer answer) override;

    void offer(const fleet::DeviceHandle &device, const controlplane::ota::DeviceOffer &offer);
    /// The device is to stop.
    void cancel(const fleet::DeviceHandle &device);
    /// Every state that the device said it is in, in order, each once where it came several times in a row.
    [[nodiscard]] std::vector<ota::UpdateState> statesOf(const fleet::DeviceHandle &device) const;
    [[nodiscard]] std::vector<controlplane::ota::UpdateProgress> saidBy(const fleet::DeviceHandle &device) const;

private:
    mutable std::mutex m_mutex;
    std::map<fleet::DeviceHandle, controlplane::ota::DeviceOffer> m_offers;
    std::map<fleet::DeviceHandle, std::vector<controlplane::ota::UpdateProgress>> m_said;
};

} // namespace enigm::test
