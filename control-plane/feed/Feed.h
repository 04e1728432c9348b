#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/feed/FeedReader.h"
#include "control-plane/feed/FeedSubscriber.h"
#include "control-plane/store/CommitNotice.h"

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace enigm::controlplane::feed {

/// Tells everybody who listens what has changed, after each commit, on one thread for all. Commits that come close on
/// each other are told as one. Thread-safe.
class Feed
{
public:
    struct Limits
    {
        std::size_t perOwner = 8;
        std::chrono::milliseconds pause{100}; ///< at least, from telling to telling
        std::chrono::milliseconds beat{1000}; ///< at most, from asking to asking whether those who listen still may
    };
    /// Borrows both stores.
    Feed(const store::Database &database, const audit::CheckpointBoard &board, store::CommitNotice &commits,
         const Limits &limits);
    /// Ends what everybody hears.
    ~Feed();
    Feed(const Feed &) = delete;
    Feed &operator=(const Feed &) = delete;

    /// From the next moment on, first what changed after `cursor` (FeedReader::since). RateLimited where its owner
    /// listens too often.
    [[nodiscard]] Expected<void> subscribe(std::shared_ptr<FeedSubscriber> subscriber, std::optional<qint64> cursor);

private:
    struct Arrival
    {
        std::shared_ptr<FeedSubscriber> subscriber;
        std::optional<qint64> cursor;
    };
    void run(const std::stop_token &stop);
    void welcome(const std::vector<Arrival> &arrivals);
    void tellChanges();
    void dismiss();
    [[nodiscard]] std::vector<std::shared_ptr<FeedSubscriber>> all();

    const store::Database &m_database;
    const FeedReader m_reader;
    const Limits m_limits;
    std::optional<qint64> m_told; ///< the thread's: cursor of the last event

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::vector<Arrival> m_arrivals;                            ///< under m_mutex
    std::vector<std::shared_ptr<FeedSubscriber>> m_subscribers; ///< under m_mutex
    bool m_isDue = false;                                       ///< under m_mutex: there was a commit

    std::unique_ptr<store::CommitNotice::Subscription> m_commits;
    std::jthread m_thread;
};

} // namespace enigm::controlplane::feed
