#pragma once

#include "contract/device/Command.h"
#include "contract/device/DeviceEvidence.h"
#include "contract/device/DeviceMemory.h"
#include "tests/support/history/SampleHistory.h"

namespace enigm::test {

/// A device of a deployment that never was: enrolled, and not admitted yet. It has neighbours, which changes name with
/// it.
struct SampleDevice
{
    explicit SampleDevice(const SampleHistory &history, int neighbours = 0);

    changes::TargetSet all; ///< itself and its neighbours, as they were enrolled
    device::DeviceMemory memory;

    /// All as the control plane has them, where their state is the device's own.
    [[nodiscard]] changes::TargetSet targets() const { return SampleHistory::inState(all, memory.state); }

    /// The form that comes with a command, under the latest checkpoints of a history.
    [[nodiscard]] device::DeviceEvidence evidenceIn(const SampleHistory &history,
                                                    const SampleHistory::Story &story) const;
    /// What it makes of evidence at the history's present time.
    [[nodiscard]] Expected<device::Command> check(const SampleHistory &history,
                                                  const SampleHistory::Story &story) const;
    /// The same, and it keeps what it is to keep.
    Expected<device::Command> obey(const SampleHistory &history, const SampleHistory::Story &story);

    /// Admitted by the first administrator and the first approver.
    void admit(SampleHistory &history);
};

} // namespace enigm::test
