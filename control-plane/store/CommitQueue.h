#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/Share.h"

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
        /// Whether ordinary jobs may be taken: the space that is held back is untouched.
        { backend.hasRoom() } -> std::same_as<bool>;
        /// Gives up some of the space that is held back; false where there is none (any more).
        { backend.openReserve() } -> std::same_as<bool>;
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
///
/// Of queue and disk a part is held back for jobs of Share::Reserved. Where space is missing, the ordinary jobs of the
/// group are refused, and the others run again in the space that was held back; until that is whole again, ordinary
/// jobs are refused unrun.
template <CommitBackend Backend>
class CommitQueue
{
public:
    /// Does its work in the group's transaction; a problem undoes this job alone. One of Share::Reserved may be run
    /// again after it was undone, and so leaves what it holds as it was.
    using Job = std::move_only_function<Expected<void>(typename Backend::Transaction &)>;
    /// Told the job's own problem, StorageFull or LogUnavailable for a group that failed, or success once durable.
    /// Called on the queue's thread and must not block it.
    using Completion = std::move_only_function<void(const Expected<void> &)>;

    struct Limits
    {
        std::size_t jobsInGroup = 512;
        std::size_t jobsWaiting = 65'536; ///< more are refused at once (Unavailable)
        std::size_t jobsReserved = 1'024; ///< that may wait beyond these, of Share::Reserved
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
    void submit(Job job, Completion completion, Share share = Share::Ordinary)
    {
        Item item{.job = std::move(job), .completion = std::move(completion), .share = share};
        if (auto queued = enqueue(item); !queued)
            item.completion(queued);
    }

    /// As submit, and waits for the answer; never from a job or a completion.
    [[nodiscard]] Expected<void> submitAndWait(Job job, Share share = Share::Ordinary)
    {
        Q_ASSERT(std::this_thread::get_id() != m_thread.get_id());
        std::promise<Expected<void>> promise;
        auto answer = promise.get_future();
        submit(
            std::move(job),
            [promise = std::move(promise)](const Expected<void> &result) mutable { promise.set_value(result); }, share);
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
        Share share = Share::Ordinary;
    };
    /// A job that has run in the open group, and how it ended.
    struct Ran
    {
        Item item;
        Expected<void> result;
    };
    using Group = std::vector<Ran>;

    /// Takes the item only where it queues it.
    [[nodiscard]] Expected<void> enqueue(Item &item)
    {
        bool wasEmpty = false;
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_isAccepting)
                return refuse(ProblemType::Unavailable, QStringLiteral("the store takes no more writes"));
            const std::size_t waiting = m_ordinary.size() + m_reserved.size();
            const bool isReserved = item.share == Share::Reserved;
            if (waiting >= m_limits.jobsWaiting + (isReserved ? m_limits.jobsReserved : 0))
                return refuse(ProblemType::Unavailable, QStringLiteral("too many writes are waiting"));
            wasEmpty = waiting == 0;
            (isReserved ? m_reserved : m_ordinary).push_back(std::move(item));
            m_queued.store(waiting + 1, std::memory_order_relaxed);
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
        const auto isWaiting = [this] { return !m_ordinary.empty() || !m_reserved.empty(); };
        m_wake.wait(lock, [&] { return isWaiting() || !m_isAccepting; });
        return isWaiting();
    }

    void runGroup()
    {
        Group group;
        const auto begun = m_backend.begin();
        for (std::size_t taken = 0; auto item = takeOne(taken); ++taken) {
            if (item->share == Share::Ordinary && !m_backend.hasRoom()) {
                item->completion(spaceIsHeldBack());
                continue;
            }
            group.push_back(run(std::move(*item), begun));
            if (begun && (m_backend.isLost() || m_backend.isFull()))
                break;
        }
        settle(group, begun ? conclude(group) : begun);
        runInReserve(std::move(group)); // what lacked space
    }

    /// Again, in the space that was held back, for as long as there is some.
    void runInReserve(Group lacking)
    {
        while (!lacking.empty() && m_backend.openReserve()) {
            Group group;
            const auto begun = m_backend.begin();
            for (Ran &one : lacking)
                group.push_back(m_backend.isLost() ? std::move(one) : run(std::move(one.item), begun));
            settle(group, begun ? conclude(group) : begun);
            lacking = std::move(group);
        }
        for (Ran &one : lacking)
            one.item.completion(one.result);
    }

    /// A group that could not begin still answers those who wait for it.
    [[nodiscard]] Ran run(Item item, const Expected<void> &begun)
    {
        auto result = begun ? m_backend.run(item.job) : begun;
        return {.item = std::move(item), .result = std::move(result)};
    }

    /// Jobs of the reserved share come first, and leave half of the group to the others.
    [[nodiscard]] std::optional<Item> takeOne(std::size_t alreadyInGroup)
    {
        if (alreadyInGroup >= m_limits.jobsInGroup)
            return std::nullopt;
        const std::scoped_lock lock(m_mutex);
        const bool takesReserved =
            !m_reserved.empty() && (alreadyInGroup < m_limits.jobsInGroup / 2 || m_ordinary.empty());
        auto &queue = takesReserved ? m_reserved : m_ordinary;
        if (queue.empty())
            return std::nullopt;
        Item item = std::move(queue.front());
        queue.pop_front();
        m_queued.store(m_ordinary.size() + m_reserved.size(), std::memory_order_relaxed);
        return item;
    }

    [[nodiscard]] Expected<void> conclude(const Group &group)
    {
        const bool isLost = m_backend.isLost();
        const bool hasWork = std::ranges::any_of(group, [](const Ran &one) { return one.result.has_value(); });
        if (!isLost && hasWork)
            return m_backend.commit();
        m_backend.rollback();
        if (!isLost)
            return {};
        const auto full = std::ranges::find_if(group, lacksSpace);
        if (full != group.end())
            return full->result;
        return refuse(ProblemType::LogUnavailable, QStringLiteral("the database gave up the transaction"));
    }

    [[nodiscard]] static Expected<void> spaceIsHeldBack()
    {
        return refuse(ProblemType::StorageFull, QStringLiteral("The disk of the control plane is full; what is left is "
                                                               "held back for acts that reduce risk."));
    }

    [[nodiscard]] static bool lacksSpace(const Ran &one)
    {
        return !one.result && one.result.error().type == ProblemType::StorageFull;
    }

    /// Answers all but those that may run again, in the space that is held back: these are left.
    static void settle(Group &group, const Expected<void> &concluded)
    {
        if (!concluded) {
            // A refusal may have rested on what another job of the group had written, so that it does not stand either.
            const Problem &problem = concluded.error();
            const bool isFull = problem.type == ProblemType::StorageFull;
            for (Ran &one : group)
                one.result = refuse(isFull ? problem.type : ProblemType::LogUnavailable, problem.detail);
        }
        Group lacking;
        for (Ran &one : group) {
            if (one.item.share == Share::Reserved && lacksSpace(one))
                lacking.push_back(std::move(one));
            else
                one.item.completion(one.result);
        }
        group = std::move(lacking);
    }

    static constexpr auto patience = std::chrono::microseconds(20);

    const Limits m_limits;
    Backend m_backend; ///< the thread's alone, between start and stop
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Item> m_ordinary;           ///< under m_mutex
    std::deque<Item> m_reserved;           ///< under m_mutex
    std::atomic<std::size_t> m_queued = 0; ///< size of both, to be looked at without the mutex
    bool m_isAccepting = false;            ///< under m_mutex
    std::thread m_thread;
};

} // namespace enigm::controlplane::store
