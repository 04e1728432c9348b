#pragma once

#include "contract/ota/RolloutGroup.h"
#include "contract/ota/RolloutWords.h"

#include <optional>
#include <vector>

namespace enigm::ota {

/// How often and when a device tries again after a failure that is retried: {"after":s,"attempts":n}.
struct RetryPlan
{
    qint64 after = 3600; ///< seconds to the second attempt; twice as many to each one that follows
    qint64 attempts = 3; ///< in all

    static constexpr qint64 mostAttempts = 10;
    static constexpr qint64 longestWait = qint64(7) * 24 * 3600;

    static Expected<RetryPlan> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    /// Seconds to wait after so many attempts that failed; nothing: no further one.
    [[nodiscard]] std::optional<qint64> waitAfter(qint64 failedAttempts) const;
    friend bool operator==(const RetryPlan &, const RetryPlan &) = default;
};

/// How a release goes out, the whole of what people approve of it: {"groups","model","rate":bytes per second|null,
/// "retry","silent_after":s}.
struct RolloutPlan
{
    RolloutModel model = RolloutModel::Limited;
    std::vector<RolloutGroup> groups; ///< in the order in which they open
    RetryPlan retry;
    qint64 silentAfter = qint64(7) * 24 * 3600; ///< a device of which so long nothing was heard has failed
    std::optional<qint64> rate = {};            ///< of all its downloads together

    static constexpr std::size_t mostGroups = 20;
    static constexpr qint64 shortestSilence = 60;
    static constexpr qint64 longestSilence = qint64(90) * 24 * 3600;
    static constexpr qint64 leastRate = 1024;
    static constexpr qint64 mostRate = qint64(1) << 40;

    static Expected<RolloutPlan> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const RolloutPlan &, const RolloutPlan &) = default;
};

} // namespace enigm::ota
