#pragma once

#include "control-plane/http/Router.h"

#include <vector>

namespace enigm::controlplane::api {

/// What one area of the interface can be asked for.
using Routes = std::vector<http::Route>;

} // namespace enigm::controlplane::api
