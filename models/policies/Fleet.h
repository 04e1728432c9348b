#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/policy/FleetColumns.h"
#include "contract/policy/GroupDictionary.h"

namespace enigm::models::policies {

/// The inputs of every device as they were at one time, and which device is which row. Nothing in it changes, so that
/// threads can read it side by side.
class Fleet
{
public:
    Fleet() = default;
    virtual ~Fleet() = default;
    Fleet(const Fleet &) = delete;
    Fleet &operator=(const Fleet &) = delete;

    [[nodiscard]] virtual const policy::FleetColumns &columns() const = 0;
    /// A copy, for evaluators of these devices: it may number more groups than the fleet knows.
    [[nodiscard]] virtual policy::GroupDictionary groups() const = 0;
    [[nodiscard]] virtual fleet::DeviceHandle handle(std::size_t row) const = 0;
    /// Unix seconds.
    [[nodiscard]] virtual qint64 asOf() const = 0;
};

} // namespace enigm::models::policies
