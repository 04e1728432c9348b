#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/JsonValue.h"
#include "contract/log/ActivityEntry.h"
#include "contract/problems/Problem.h"

#include <QLatin1StringView>

#include <optional>

namespace enigm::changes {

/// What an executed device.resolve-handle has found; {"execution","handle"}, the body of a handle.resolved entry.
struct HandleResolution
{
    static constexpr auto entryAction = QLatin1StringView("handle.resolved");

    qint64 execution = 0;                      ///< activity index of the execution
    std::optional<fleet::DeviceHandle> device; ///< the console's handle; nothing where no device had the asked one

    static Expected<HandleResolution> fromJson(const json::Value &value, const QString &pointer = {});
    [[nodiscard]] json::Value toJson() const;
    /// The header of its entry, of the change of this digest; index, time, governance size and body digest are left to
    /// whoever writes it.
    [[nodiscard]] log::ActivityEntry describe(const QByteArray &change) const;
    friend bool operator==(const HandleResolution &, const HandleResolution &) = default;
};

} // namespace enigm::changes
