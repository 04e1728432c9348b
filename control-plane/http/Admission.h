#pragma once

#include <QByteArray>

#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace enigm::controlplane::http {

/// Keeps the number of open connections, over all threads of a listener and for each remote, under its caps.
/// Thread-safe.
class Admission
{
public:
    enum class Answer { Admitted, Full, RemoteFull };

    Admission(int total, int perRemote);

    /// Takes a place for this remote where there is one. A place that was taken is given back by release().
    [[nodiscard]] Answer take(const QByteArray &remoteKey);
    void release(const QByteArray &remoteKey);

    /// Calls `retry` once, from any thread and maybe at once, when a place may have become free.
    void whenFree(std::function<void()> retry);

private:
    const int m_total;
    const int m_perRemote;
    std::mutex m_mutex;
    int m_open = 0;
    std::map<QByteArray, int> m_byRemote;
    std::vector<std::function<void()>> m_waiting;
};

} // namespace enigm::controlplane::http
