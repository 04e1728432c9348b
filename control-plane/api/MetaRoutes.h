#pragma once

#include "control-plane/api/Routes.h"
#include "control-plane/audit/CheckpointBoard.h"

namespace enigm::controlplane::api {

/// The description of the interface as it is served at /openapi.yaml.
[[nodiscard]] QByteArray openApiDocument();

/// The description, and the probes: ready once both logs are open. Borrows the board.
[[nodiscard]] Routes metaRoutes(const audit::CheckpointBoard &board);

} // namespace enigm::controlplane::api
