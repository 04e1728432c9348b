#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/json/ObjectReader.h"

#include <QString>

#include <optional>

namespace enigm::changes {

/// {"audience","epoch","handle"} of device.resolve-handle: the handle by which network or intelligence knew a device,
/// and when.
struct ResolveHandleParameters
{
    fleet::HandleAudience audience = fleet::HandleAudience::Network; ///< never Console: those handles are known
    qint64 epoch = 0;                                                ///< contract/fleet/HandleEpoch.h
    fleet::DeviceHandle handle;

    /// Fails the reader for an audience that has no epochs, and for a handle of another audience.
    static ResolveHandleParameters read(json::ObjectReader &reader);
    [[nodiscard]] json::Value toJson() const;
    friend bool operator==(const ResolveHandleParameters &, const ResolveHandleParameters &) = default;

    /// OutOfRange (`where` is "/parameters/epoch") for an epoch that begins after this instant: nobody had such a
    /// handle.
    [[nodiscard]] Expected<void> checkBegun(qint64 time) const;
};

} // namespace enigm::changes
