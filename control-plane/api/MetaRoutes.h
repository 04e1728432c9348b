#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/api/WriteProbe.h"

namespace enigm::controlplane::api {

/// The description of the interface as it is served at /openapi.yaml.
[[nodiscard]] QByteArray openApiDocument();

/// The description, and the probes: ready where entries can be written. Borrows the probe.
[[nodiscard]] Routes metaRoutes(WriteProbe &probe);

} // namespace enigm::controlplane::api
