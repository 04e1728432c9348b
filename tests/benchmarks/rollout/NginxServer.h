#pragma once

#include "contract/problems/Problem.h"
#include "tests/control-plane/http/TestIdentity.h"

#include <QProcess>
#include <QString>

#include <memory>

namespace enigm::benchmarks {

/// nginx, as it comes, serving one folder over TLS 1.3 with as many workers as our listener has threads.
class NginxServer
{
public:
    /// Starts it, and waits until it listens; NotFound where there is no nginx. `folder` is where it finds its files
    /// and keeps its own.
    [[nodiscard]] static Expected<std::unique_ptr<NginxServer>> start(const QString &folder,
                                                                      const test::TestIdentity &identity);
    ~NginxServer();
    NginxServer(const NginxServer &) = delete;
    NginxServer &operator=(const NginxServer &) = delete;

    [[nodiscard]] quint16 port() const { return m_port; }

private:
    explicit NginxServer(quint16 port)
        : m_port(port)
    {}

    const quint16 m_port;
    QProcess m_process;
};

} // namespace enigm::benchmarks
