#pragma once

#include <QFutureWatcher>
#include <QPromise>
#include <QRunnable>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <utility>

namespace enigm::models::policies {

/// Works out the last thing that it was asked, on a thread of its own; what was asked before is broken off, and nobody
/// hears of it any more. Made and asked on one thread, which hears the answers.
template <typename Answer>
class LatestRun
{
public:
    /// Looks at isCanceled() now and then, and adds one result unless it is.
    using Work = std::function<void(QPromise<Answer> &promise)>;

    explicit LatestRun(std::function<void(Answer)> done)
        : m_done(std::move(done))
    {
        m_pool.setMaxThreadCount(1);
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this] {
            QFuture<Answer> future = m_watcher.future();
            if (!future.isCanceled() && future.resultCount() > 0)
                m_done(future.takeResult());
        });
    }
    ~LatestRun() { stop(); }
    LatestRun(const LatestRun &) = delete;
    LatestRun &operator=(const LatestRun &) = delete;

    void start(Work work)
    {
        stop();
        auto job = std::make_unique<Job>(std::move(work));
        m_watcher.setFuture(job->future());
        m_pool.start(job.release()); // which the pool deletes
    }
    void stop() { m_watcher.future().cancel(); }
    [[nodiscard]] bool isBusy() const { return m_watcher.isRunning() && !m_watcher.isCanceled(); }

private:
    class Job final : public QRunnable
    {
    public:
        explicit Job(Work work)
            : m_work(std::move(work))
        {
            m_promise.start();
        }
        [[nodiscard]] QFuture<Answer> future() const { return m_promise.future(); }
        void run() override
        {
            if (!m_promise.isCanceled())
                m_work(m_promise);
            m_promise.finish();
        }

    private:
        Work m_work;
        QPromise<Answer> m_promise;
    };

    std::function<void(Answer)> m_done;
    QFutureWatcher<Answer> m_watcher;
    QThreadPool m_pool; // goes first, and waits for what is under way
};

} // namespace enigm::models::policies
