#pragma once

#include "contract/device/DeviceMemory.h"
#include "contract/reports/Acknowledgement.h"
#include "simulator/device/CommandReplies.h"

#include <QByteArray>

#include <optional>

namespace enigm::simulator {

/// What a device is going to say of a command, and what it keeps before it does.
struct Judgement
{
    reports::Acknowledgement said;
    std::optional<device::DeviceMemory> memory; ///< of the device that has obeyed; nothing where nothing changes
};

/// Checks the evidence of a command as device::checkCommand does, and that it is that of the command which was claimed.
/// What was obeyed last and comes again, because its acknowledgement was lost, is so already. `now` in Unix seconds.
[[nodiscard]] Judgement judge(QByteArrayView evidence, const OpenCommand &claimed, const device::DeviceMemory &memory,
                              qint64 now);

} // namespace enigm::simulator
