#include "control-plane/http/Service.h"

#include <utility>

namespace enigm::controlplane::http {

namespace {

constexpr int readers = 2;

} // namespace

WorkerPool &Service::fileReader()
{
    const std::scoped_lock lock(m_mutex);
    if (!m_fileReader) // a connection reads one part at a time
        m_fileReader = std::make_unique<WorkerPool>(readers, static_cast<std::size_t>(limits.connections));
    return *m_fileReader;
}

void Service::endFileReader()
{
    std::unique_ptr<WorkerPool> ending;
    const std::scoped_lock lock(m_mutex);
    ending = std::move(m_fileReader);
}

} // namespace enigm::controlplane::http
