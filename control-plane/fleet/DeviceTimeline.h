#pragma once

#include "contract/fleet/DeviceEventKind.h"
#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/store/Database.h"

#include <QString>

#include <optional>
#include <vector>

namespace enigm::controlplane::fleet {

/// One thing that happened to a device; `DeviceEvent` of openapi.yaml.
struct DeviceEvent
{
    enigm::fleet::DeviceEventKind kind = enigm::fleet::DeviceEventKind::Enrolled;
    qint64 time = 0;
    std::optional<qint64> entry = {};    ///< index of the activity entry that it is or rests on
    std::optional<QString> action = {};  ///< of the change
    std::optional<QString> change = {};  ///< reference
    std::optional<QString> state = {};   ///< of a change, of a command, or the outcome of an attestation
    std::optional<QString> problem = {}; ///< slug of why the device refused
    json::Value posture = {};            ///< as reported, or null

    [[nodiscard]] json::Value toJson() const;
};

struct DeviceEventPage
{
    std::vector<DeviceEvent> items; ///< newest first
    std::optional<QString> next;    ///< `after` of the next page

    [[nodiscard]] json::Value toJson() const;
};

/// Tells what happened to a device: composed of what the stores keep of it anyway, each page from one snapshot. Any
/// thread.
class DeviceTimeline
{
public:
    /// Borrows both.
    DeviceTimeline(const store::Database &database, const time::Clock &clock);

    /// At most `limit` events before `after`, the `next` of another page (empty: from the newest). MalformedHandle,
    /// NotFound; OutOfRange for an `after` of no page.
    [[nodiscard]] Expected<DeviceEventPage> page(const QString &handle, const QString &after, int limit) const;

private:
    const store::Database &m_database;
    const time::Clock &m_clock;
};

} // namespace enigm::controlplane::fleet
