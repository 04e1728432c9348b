#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// device list
[[nodiscard]] client::Task<Result> listDevices(Context &context, Connection &connection);
/// device show HANDLE
[[nodiscard]] client::Task<Result> showDevice(Context &context, Connection &connection);
/// device timeline HANDLE
[[nodiscard]] client::Task<Result> tellDevice(Context &context, Connection &connection);
/// device admit|restrict|suspend|reactivate|revoke HANDLE...: composes, shows, signs and sends the change.
[[nodiscard]] client::Task<Result> askForDevices(Context &context, Connection &connection);

} // namespace enigm::ctl
