#pragma once

#include "control-plane/http/RateBucket.h"
#include "control-plane/ota/ArtifactAccess.h"

#include <map>
#include <memory>
#include <mutex>

namespace enigm::controlplane::api {

/// The rates at which artifacts are sent, each shared by all who fetch on the same terms. Thread-safe.
class ArtifactRates
{
public:
    explicit ArtifactRates(http::RateBucket::Clock clock = {});

    /// Null where the terms have no limit. A share that has another rate than before goes on at the new one.
    [[nodiscard]] std::shared_ptr<http::RateBucket> of(const ota::ArtifactTerms &terms);

private:
    /// That are kept while nobody uses them: one that is made again begins with a burst.
    static constexpr std::size_t mostIdle = 256;

    struct Share
    {
        qint64 rate = 0;
        std::shared_ptr<http::RateBucket> bucket;
    };
    void forgetIdle();

    const http::RateBucket::Clock m_clock; ///< empty: the steady one
    std::mutex m_mutex;
    std::map<QString, Share> m_shares;
};

} // namespace enigm::controlplane::api
