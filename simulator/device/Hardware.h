#pragma once

#include "contract/samples/SampleDeviceFactory.h"
#include "simulator/device/Misbehaviour.h"

namespace enigm::simulator {

/// What the hardware of a phone that was patched last month attests over this challenge; of one that runs anything,
/// where it misbehaves so. `now` in Unix seconds.
[[nodiscard]] samples::SampleDeviceTraits traitsOf(const QByteArray &challenge, qint64 now, Misbehaviour misbehaviour);

} // namespace enigm::simulator
