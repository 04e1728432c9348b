#pragma once

#include "contract/log/ActivityEntry.h"

namespace enigm::controlplane::identity {

/// The header of an app-access entry about an operator's account or session; the sequencer fills in the rest.
[[nodiscard]] log::ActivityEntry accessEntry(qint64 time, const QString &action, log::Resource resource,
                                             log::Outcome outcome, const QString &operatorId);

} // namespace enigm::controlplane::identity
