#include "control-plane/http/WorkerPool.h"

#include <memory>
#include <utility>

namespace enigm::controlplane::http {

using namespace Qt::StringLiterals;

WorkerPool::WorkerPool(int threads, std::size_t capacity)
    : m_capacity(capacity)
{
    for (int i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_all();
    m_threads.clear();
}

bool WorkerPool::post(Task task)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_ending || m_tasks.size() >= m_capacity)
            return false;
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_one();
    return true;
}

void WorkerPool::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_ending || !m_tasks.empty(); });
        if (m_tasks.empty())
            return;
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr; // what it held goes before the lock is taken again
        lock.lock();
    }
}

Handler onWorkers(WorkerPool &pool, Handler handler)
{
    auto shared = std::make_shared<const Handler>(std::move(handler));
    return [&pool, shared = std::move(shared)](Request request, Respond respond) {
        // The answer stays reachable from here, so that a full queue is told apart from a dropped answer.
        auto owed = std::make_shared<Respond>(std::move(respond));
        const bool queued = pool.post([shared, owed, request = std::move(request)]() mutable {
            (*shared)(std::move(request), std::move(*owed));
        });
        if (!queued)
            (*owed)(Problem{.type = ProblemType::Unavailable, .detail = u"Too much is waiting; try again soon."_s});
    };
}

} // namespace enigm::controlplane::http
