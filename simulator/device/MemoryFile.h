#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "contract/device/DeviceMemory.h"
#include "contract/problems/Problem.h"

#include <QString>

namespace enigm::simulator {

/// What one device keeps, in DIR/HANDLE.json. A write is whole or has never been.
class MemoryFile
{
public:
    MemoryFile(const QString &directory, const deployment::DeviceIdentity &device, const QByteArray &deployment);

    /// What was kept last; of a device that was just enrolled where there is nothing yet. FileUnreadable; the problems
    /// of DeviceMemory; WrongDeployment, WrongDevice for the memory of another.
    [[nodiscard]] Expected<device::DeviceMemory> read() const;
    /// FileUnreadable.
    [[nodiscard]] Expected<void> write(const device::DeviceMemory &memory) const;

private:
    QString m_path;
    device::DeviceMemory m_first;
};

} // namespace enigm::simulator
