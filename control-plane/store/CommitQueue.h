#pragma once

#include "contract/problems/Problem.h"

#include <QString>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <concepts>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace enigm::controlplane::store {

/// What a CommitQueue commits to. Every member is called on the queue's thread.
template <typename Backend>
concept CommitBackend =
    requires(Backend backend, std::move_only_function<Expected<void>(typename Backend::Transaction &)> job) {
        /// Once, first; a problem ends the queue before it began.
        { backend.open() } -> std::same_as<Expected<void>>;
        /// Begins the transaction of a group.
        { backend.begin() } -> std::same_as<Expected<void>>;
        /// Runs a job so that it is undone alone where it refuses.
        { backend.run(job) } -> std::same_as<Expected<void>>;
        /// Whether the transaction is gone, so that nothing of the group can be committed.
        { backend.isLost() } -> std::same_as<bool>;
        /// Whether the group has written enough.
        { backend.isFull() } -> std::same_as<bool>;
        /// Makes the group durable. On a problem nothing of it has happened.
        { backend.commit() } -> std::same_as<Expected<void>>;
        /// Undoes the group.
        backend.rollback();
        /// Once, last.
        backend.close();
    };

/// Group commit: jobs of any threads run one after another on one thread; those that wait while a group is being made
/// durable share the next one. A job is acknowledged after its group is durable, never before, and a group that cannot
/// be made durable acknowledges nobody.
template <CommitBackend Backend>
class CommitQueue
{
public:
    /// Does its work in the group's transaction; a problem undoes this job alone.
    using Job = std::move_only_function<Expected<void>(typename Backend::Transaction &)>;
    /// Told the job's own problem, LogUnavailable for a group that failed, or success once durable. Called on the
    /// queue's thread and must not block it.
    using Completion = std::move_only_function<void(const Expected<void> &)>;

    struct Limits
    {
        std::size_t jobsInGroup = 512;
        std::size_t jobsWaiting = 65'536; ///< more are refused at once (Unavailable)
    };

    template <typename... Arguments>
    explicit CommitQueue(Limits limits, Arguments &&...arguments)
        : m_limits(limits)
        , m_backend(std::forward<Arguments>(arguments)...)
    {}
    ~CommitQueue() { stop(); }
    CommitQueue(const CommitQueue &) = delete;
    CommitQueue &operator=(const CommitQueue &) = delete;

    /// Starts the thread and answers once the backend is open, or why it is not.
    [[nodiscard]] Expected<void> start()
    {
        std::promise<Expected<void>> opened;
        auto answer = opened.get_future();
        {
            const std::scoped_lock lock(m_mutex);
            m_isAccepting = true;
        }
        m_thread = std::thread([this, &opened] { work(opened); });
        auto result = answer.get();
        if (!result)
            stop();
        return result;
    }

    /// Any thread. Unavailable at once where the queue is full or stopped.
    void submit(Job job, Completion completion)
    {
        if (auto queued = enqueue(job, completion); !queued)
            completion(queued);
    }

    /// As submit, and waits for the answer; never from a job or a completion.
    [[nodiscard]] Expected<void> submitAndWait(Job job)
    {
        Q_ASSERT(std::this_thread::get_id() != m_thread.get_id());
        std::promise<Expected<void>> promise;
        auto answer = promise.get_future();
        submit(std::move(job),
               [promise = std::move(promise)](const Expected<void> &result) mutable { promise.set_value(result); });
        return answer.get();
    }

    /// Takes no more jobs, finishes those that wait, and ends the thread.
    void stop()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_isAccepting = false;
        }
        m_wake.notify_one();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    struct Item
    {
        Job job;
        Completion completion;
    };
    /// A job that has run in the open group, and how it ended.
    struct Ran
    {
        Completion completion;
        Expected<void> result;
    };

    /// Takes job and completion only where it queues them.
    [[nodiscard]] Expected<void> enqueue(Job &job, Completion &completion)
    {
        bool wasEmpty = false;
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_isAccepting)
                return refuse(ProblemType::Unavailable, QStringLiteral("the store takes no more writes"));
            if (m_queue.size() >= m_limits.jobsWaiting)
                return refuse(ProblemType::Unavailable, QStringLiteral("too many writes are waiting"));
            wasEmpty = m_queue.empty();
            m_queue.push_back({std::move(job), std::move(completion)});
            m_queued.store(m_queue.size(), std::memory_order_relaxed);
        }
        if (wasEmpty)
            m_wake.notify_one();
        return {};
    }

    void work(std::promise<Expected<void>> &opened)
    {
        auto result = m_backend.open();
        const bool isOpen = result.has_value();
        opened.set_value(std::move(result)); // the reference ends here
        while (isOpen && waitForJobs())
            runGroup();
        m_backend.close();
    }

    /// False where the queue is empty for good.
    [[nodiscard]] bool waitForJobs()
    {
        // A caller that was just answered often comes back at once: cheaper to look for it than to be woken by it.
        const auto until = std::chrono::steady_clock::now() + patience;
        while (m_queued.load(std::memory_order_relaxed) == 0 && std::chrono::steady_clock::now() < until)
            std::this_thread::yield();
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return !m_queue.empty() || !m_isAccepting; });
        return !m_queue.empty();
    }

    void runGroup()
    {
        std::vector<Ran> ran;
        const auto begun = m_backend.begin();
        while (auto item = takeOne(ran.size())) {
            // A group that could not begin still answers those who wait for it.
            auto result = begun ? m_backend.run(item->job) : begun;
            ran.push_back({std::move(item->completion), std::move(result)});
            if (begun && (m_backend.isLost() || m_backend.isFull()))
                break;
        }
        acknowledge(ran, begun ? conclude(ran) : begun);
    }

    [[nodiscard]] std::optional<Item> takeOne(std::size_t alreadyInGroup)
    {
        if (alreadyInGroup >= m_limits.jobsInGroup)
            return std::nullopt;
        const std::scoped_lock lock(m_mutex);
        if (m_queue.empty())
            return std::nullopt;
        Item item = std::move(m_queue.front());
        m_queue.pop_front();
        m_queued.store(m_queue.size(), std::memory_order_relaxed);
        return item;
    }

    [[nodiscard]] Expected<void> conclude(const std::vector<Ran> &ran)
    {
        const bool isLost = m_backend.isLost();
        const bool hasWork = std::ranges::any_of(ran, [](const Ran &one) { return one.result.has_value(); });
        if (!isLost && hasWork)
            return m_backend.commit();
        m_backend.rollback();
        if (isLost)
            return refuse(ProblemType::LogUnavailable, QStringLiteral("the database gave up the transaction"));
        return {};
    }

    static void acknowledge(std::vector<Ran> &ran, const Expected<void> &group)
    {
        if (group) {
            for (Ran &one : ran)
                one.completion(one.result);
            return;
        }
        // A refusal may have rested on what another job of the group had written, so that it does not stand either.
        const Expected<void> failed = refuse(ProblemType::LogUnavailable, group.error().detail);
        for (Ran &one : ran)
            one.completion(failed);
    }

    static constexpr auto patience = std::chrono::microseconds(20);

    const Limits m_limits;
    Backend m_backend; ///< the thread's alone, between start and stop
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Item> m_queue;              ///< under m_mutex
    std::atomic<std::size_t> m_queued = 0; ///< size of m_queue, to be looked at without the mutex
    bool m_isAccepting = false;            ///< under m_mutex
    std::thread m_thread;
};

} // namespace enigm::controlplane::store
