#pragma once

#include "tests/support/history/SampleHistory.h"

namespace enigm::test {

/// One device of its own, in this state.
[[nodiscard]] changes::TargetSet oneDevice(fleet::DeviceState state);
[[nodiscard]] changes::SignedChange keyRevocation(const SampleHistory &history, const Person &requester,
                                                  const Person &owner);
/// A change by this action, whatever it is about, of one who may not have asked for it.
[[nodiscard]] changes::SignedChange anyChange(const SampleHistory &history, const Person &requester,
                                              const QString &action);

} // namespace enigm::test
