#pragma once

#include "control-plane/http/Router.h"

#include <functional>

namespace enigm::controlplane::http {

/// GET /healthz: answers while the process serves at all.
[[nodiscard]] Route healthRoute();
/// Told once whether all is well, from any thread.
using ReadyAnswer = std::move_only_function<void(const Expected<void> &)>;
/// GET /readyz: 200 where `check` finds nothing wrong, else its problem (without detail: a probe is anonymous). `check`
/// is called on I/O threads and must not block; it answers when it likes.
[[nodiscard]] Route readyRoute(std::function<void(ReadyAnswer)> check);
/// GET of bytes that stay the same for the life of the process, with an ETag: /openapi.yaml and the like.
[[nodiscard]] Route documentRoute(QString path, QByteArray bytes, QByteArray mediaType);
/// GET /metrics: Prometheus text that `collect` puts together; called on I/O threads.
[[nodiscard]] Route metricsRoute(std::function<QByteArray()> collect);

} // namespace enigm::controlplane::http
