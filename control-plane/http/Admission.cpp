#include "control-plane/http/Admission.h"

#include <utility>

namespace enigm::controlplane::http {

Admission::Admission(int total, int perRemote)
    : m_total(total)
    , m_perRemote(perRemote)
{}

Admission::Answer Admission::take(const QByteArray &remoteKey)
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_byRemote.find(remoteKey);
    if (found != m_byRemote.end() && found->second >= m_perRemote)
        return Answer::RemoteFull;
    if (m_open >= m_total)
        return Answer::Full;
    ++m_open;
    ++m_byRemote[remoteKey];
    return Answer::Admitted;
}

void Admission::release(const QByteArray &remoteKey)
{
    std::vector<std::function<void()>> waiting;
    {
        const std::scoped_lock lock(m_mutex);
        --m_open;
        const auto found = m_byRemote.find(remoteKey);
        if (--found->second == 0)
            m_byRemote.erase(found);
        waiting = std::exchange(m_waiting, {});
    }
    for (const auto &retry : waiting)
        retry();
}

void Admission::whenFree(std::function<void()> retry)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_open >= m_total) {
            m_waiting.push_back(std::move(retry));
            return;
        }
    }
    retry();
}

} // namespace enigm::controlplane::http
