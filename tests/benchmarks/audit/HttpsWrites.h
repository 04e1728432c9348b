#pragma once

#include "tests/benchmarks/harness/Figure.h"
#include "tests/control-plane/api/TestConsole.h"

#include <functional>
#include <memory>
#include <vector>

namespace enigm::benchmarks {

/// Audited writes as people cause them: over TLS 1.3 on loopback, by signed-in operators, against a whole control plane
/// in this process. The write is the cheapest that one can make: an administrator reads the entry of a request, and
/// the reading is an entry of its own, durable before the answer.
class HttpsWrites
{
public:
    /// Connections and sessions of so many consoles of one administrator.
    explicit HttpsWrites(int connections);

    /// How many get done in a second: each console waits for its answer before it asks again.
    [[nodiscard]] double perSecond(qint64 milliseconds);

    /// "audit.https-writes-per-second-N" and, with bare commits measured in turns, "audit.https-write-ratio-N".
    [[nodiscard]] static std::vector<Figure> figures(int connections, int rounds, qint64 milliseconds,
                                                     const std::function<double()> &bareCommitsPerSecond);

private:
    [[nodiscard]] QByteArray findTarget();

    test::TestDeployment m_deployment{1};
    std::vector<std::unique_ptr<test::TestConsole>> m_consoles;
    QByteArray m_target; ///< of the read
};

} // namespace enigm::benchmarks
