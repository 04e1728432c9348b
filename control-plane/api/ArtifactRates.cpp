#include "control-plane/api/ArtifactRates.h"

#include <utility>

namespace enigm::controlplane::api {

ArtifactRates::ArtifactRates(http::RateBucket::Clock clock)
    : m_clock(std::move(clock))
{}

std::shared_ptr<http::RateBucket> ArtifactRates::of(const ota::ArtifactTerms &terms)
{
    if (!terms.rate)
        return nullptr;
    const std::scoped_lock lock(m_mutex);
    if (m_shares.size() > mostIdle)
        forgetIdle();
    Share &share = m_shares[terms.share];
    if (!share.bucket)
        share.bucket = m_clock ? std::make_shared<http::RateBucket>(*terms.rate, m_clock)
                               : std::make_shared<http::RateBucket>(*terms.rate);
    else if (share.rate != *terms.rate)
        share.bucket->setRate(*terms.rate);
    share.rate = *terms.rate;
    return share.bucket;
}

void ArtifactRates::forgetIdle()
{
    std::erase_if(m_shares, [](const auto &each) {
        const auto &bucket = each.second.bucket;
        return bucket.use_count() == 1 && bucket->backlog() == http::RateBucket::Time::zero();
    });
}

} // namespace enigm::controlplane::api
