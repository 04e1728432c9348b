#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// attestation inspect: judges each chain and shows verdict and facts.
[[nodiscard]] Result inspectAttestations(Context &context);

} // namespace enigm::ctl
