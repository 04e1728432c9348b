#pragma once

#include "contract/log/ActivityEntry.h"

namespace enigm::controlplane::fleet {

/// The header of an entry about a routine act on what devices come in or are judged by: done, by an operator or by the
/// control plane itself, at `time` (Unix seconds); the sequencer fills in the rest.
[[nodiscard]] log::ActivityEntry administrativeEntry(const QString &action, const QString &actor, qint64 time,
                                                     log::Resource resource = log::Resource::Device);

} // namespace enigm::controlplane::fleet
