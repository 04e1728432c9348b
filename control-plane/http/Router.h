#pragma once

#include "control-plane/http/Request.h"
#include "control-plane/http/Respond.h"

#include <QByteArrayList>

#include <functional>
#include <memory>
#include <vector>

namespace enigm::controlplane::http {

/// Runs on an I/O thread and must not block: work that may wait goes to a WorkerPool (see onWorkers).
using Handler = std::function<void(Request, Respond)>;

/// One thing that can be asked for, declared as data.
struct Route
{
    QByteArray method;
    /// "/v1/changes/{id}": a part in braces takes one segment that is not empty; "{path*}", only at the end, takes all
    /// that remain, at least one, joined with "/".
    QString path;
    Handler handler;
    /// The media types that a body may have; a route without any takes no body.
    QByteArrayList mediaTypes = {};
    /// Bytes of body that this route takes; the listener's own limit holds too.
    qsizetype bodyLimit = 64 * 1024;
    /// Whether a body must be there (its absence is refused as a wrong media type).
    bool bodyRequired = true;
};

/// Finds the route of a request. Immutable once the listener has it, and so usable from every thread.
class Router
{
public:
    struct Match
    {
        const Route *route;
        std::vector<std::pair<QString, QString>> parameters;
    };

    /// Asserts that the method is one of GET, POST, PUT, PATCH and DELETE and that no other route has the same method
    /// and shape of path. HEAD is answered by GET's handler. Fixed parts win over variable ones.
    void add(Route route);

    /// The route, or why there is none: NotFound; MethodNotAllowed with Allow; UnknownMethod.
    [[nodiscard]] std::expected<Match, Response> match(QByteArrayView method, const std::vector<QString> &path) const;

    /// Whether the route takes a body as this request announces it: UnsupportedMediaType.
    [[nodiscard]] static Expected<void> checkMediaType(const Route &route, const Headers &headers, bool hasBody);

private:
    struct Entry
    {
        std::vector<QString> pattern;
        Route route;
    };
    std::vector<std::unique_ptr<const Entry>> m_entries;
};

} // namespace enigm::controlplane::http
