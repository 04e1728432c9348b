#pragma once

#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/fleet/Device.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <vector>

namespace enigm::controlplane::fleet {

/// Which devices an operator asks for.
struct DeviceQuery
{
    std::vector<enigm::fleet::DeviceState> states; ///< empty: all
    QString text;                                  ///< part of a handle as a person types it; empty: all
    QString group = {};                            ///< id; empty: whatever groups they are in
};

/// Serves the fleet out of the store, each call from one snapshot. Any thread.
class DeviceReader
{
public:
    /// Borrows database and clock. `isSample`: every device of this deployment is simulated.
    DeviceReader(const store::Database &database, const time::Clock &clock, bool isSample);

    /// At most `limit` devices behind the handle `after` (empty: from the first), by handle. NotFound for an unknown
    /// group.
    [[nodiscard]] Expected<DevicePage> page(const DeviceQuery &query, const QString &after, int limit) const;
    [[nodiscard]] Expected<DeviceSummary> summary() const;
    /// MalformedHandle, NotFound.
    [[nodiscard]] Expected<DeviceDetail> detail(const QString &handle) const;
    /// What became of a change at each device that it was applied to, by handle; empty for any other.
    [[nodiscard]] Expected<std::vector<ChangeCommand>> commandsOf(const QString &change) const;

private:
    const store::Database &m_database;
    const time::Clock &m_clock;
    bool m_isSample;
};

} // namespace enigm::controlplane::fleet
