#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/Input.h"
#include "contract/time/Clock.h"
#include "control-plane/policy/KnownInputs.h"
#include "control-plane/store/Database.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace enigm::controlplane::policy {

/// The inputs of some devices in a row, as columns; `DeviceInputsPage` of openapi.yaml.
struct FleetPage
{
    /// Places in `groups`, rising; nothing: it is not known in which groups the devices are.
    using GroupPlaces = std::optional<std::vector<qint64>>;

    qint64 time = 0;              ///< at which nothing of it was too old
    std::vector<QString> devices; ///< handles, sorted
    /// From firstDeviceInput on: a byte a device.
    std::array<QByteArray, enigm::policy::deviceInputCount> codes;
    std::vector<QString> groups; ///< ids, as they were met
    std::vector<GroupPlaces> sets;
    std::vector<quint16> setOf; ///< of each device, a place in sets
    std::optional<QString> next;

    /// `cursor`: a change cursor that everything in it is not older than.
    [[nodiscard]] json::Value toJson(qint64 cursor) const;
};

/// Serves what is known of devices as inputs to decisions, so that others can ask questions about the whole fleet by
/// themselves. Each call from one snapshot. Any thread.
class FleetReader
{
public:
    /// Devices of a page, at most; fewer than a column of sets can number.
    static constexpr int mostDevices = 10'000;

    /// Borrows database and clock.
    FleetReader(const store::Database &database, const time::Clock &clock, InputTerms terms);

    /// At most `limit` devices behind the handle `after` (empty: from the first), by handle.
    [[nodiscard]] Expected<FleetPage> page(const QString &after, int limit) const;

private:
    const store::Database &m_database;
    const time::Clock &m_clock;
    const InputTerms m_terms;
};

} // namespace enigm::controlplane::policy
