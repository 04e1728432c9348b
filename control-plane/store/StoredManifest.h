#pragma once

#include "contract/ota/Manifest.h"
#include "control-plane/store/ReleaseStore.h"

namespace enigm::controlplane::store {

/// What was imported, read again.
[[nodiscard]] Expected<enigm::ota::Manifest> manifestOf(const ReleaseRow &release);

} // namespace enigm::controlplane::store
