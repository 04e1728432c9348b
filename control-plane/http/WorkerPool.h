#pragma once

#include "control-plane/http/Router.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace enigm::controlplane::http {

/// Threads for work that may wait (disk, scrypt, a token), so that the I/O threads never do. First come, first served,
/// with a bounded queue. Thread-safe.
class WorkerPool
{
public:
    using Task = std::move_only_function<void()>;

    WorkerPool(int threads, std::size_t capacity);
    /// Finishes what is queued, then ends.
    ~WorkerPool();

    /// False where the queue is full; the task is then destroyed unrun.
    [[nodiscard]] bool post(Task task);

private:
    void work();

    const std::size_t m_capacity;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    bool m_ending = false;
    std::vector<std::jthread> m_threads;
};

/// The handler, run on the pool, which must outlive the listener; answers Unavailable while the queue is full.
[[nodiscard]] Handler onWorkers(WorkerPool &pool, Handler handler);

} // namespace enigm::controlplane::http
