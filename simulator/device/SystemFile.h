#pragma once

#include "contract/device/UpdateGrant.h"
#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::simulator {

/// What runs on a simulated device, and what was installed and has not started yet:
/// {"build","pending":{"change":digest,"execution","rollback_index","version"}|null,"rollback_index","version"}.
struct DeviceSystem
{
    struct Pending
    {
        QByteArray change; ///< digest of the rollout.start
        qint64 execution = 0;
        qint64 rollbackIndex = 0;
        QString version;
    };
    device::DeviceFacts facts;
    std::optional<Pending> pending = {};

    /// It has started what was pending.
    void restart();
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static Expected<DeviceSystem> parse(QByteArrayView bytes);
};

/// Keeps it in DIR/HANDLE.system.json. A write is whole or has never been.
class SystemFile
{
public:
    /// `first`: what runs on a device that was never updated.
    SystemFile(const QString &directory, const fleet::DeviceHandle &device, device::DeviceFacts first);

    /// FileUnreadable; the problems of JSON.
    [[nodiscard]] Expected<DeviceSystem> read() const;
    [[nodiscard]] Expected<void> write(const DeviceSystem &system) const;

private:
    QString m_path;
    device::DeviceFacts m_first;
};

} // namespace enigm::simulator
