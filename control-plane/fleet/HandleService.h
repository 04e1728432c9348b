#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/CheckInService.h"
#include "control-plane/fleet/RotatingHandles.h"
#include "control-plane/store/Database.h"

#include <QByteArray>

#include <vector>

namespace enigm::controlplane::fleet {

/// Tells devices by which handles the network knows them, now and next, so that they can say them there. Nobody else is
/// told, operators least of all; by which intelligence knows them they are not told either. Thread-safe.
class HandleService
{
public:
    struct Parts
    {
        const store::Database &database;
        const time::Clock &clock;
        CheckInService &checkIns; ///< says which devices are served, and counts what was refused
        const RotatingHandles &handles;
    };
    struct NetworkHandle
    {
        qint64 epoch = 0;
        enigm::fleet::DeviceHandle handle;
    };

    struct Handles
    {
        enigm::fleet::DeviceHandle device;  ///< the console's
        std::vector<NetworkHandle> network; ///< of the present epoch and of the one behind it
    };

    /// Borrows all parts.
    explicit HandleService(Parts parts)
        : m_parts(parts)
    {}

    /// CertificateRefused and DeviceRefused as at check-in; NotFound for
    /// a device of before there were enrolments.
    [[nodiscard]] Expected<Handles> handlesOf(const QByteArray &certificate);

private:
    [[nodiscard]] Expected<store::HandleOrigin> originOf(const enigm::fleet::DeviceHandle &device) const;

    Parts m_parts;
};

} // namespace enigm::controlplane::fleet
