#pragma once

#include "app/enigmctl/command/Command.h"
#include "contract/changes/TargetSet.h"

#include <QStringList>

#include <vector>

namespace enigm::ctl {

/// device list
[[nodiscard]] client::Task<Result> listDevices(Context &context, Connection &connection);
/// device show HANDLE
[[nodiscard]] client::Task<Result> showDevice(Context &context, Connection &connection);
/// device timeline HANDLE
[[nodiscard]] client::Task<Result> tellDevice(Context &context, Connection &connection);
/// device admit|restrict|suspend|reactivate|revoke HANDLE...: composes, shows, signs and sends the change.
[[nodiscard]] client::Task<Result> askForDevices(Context &context, Connection &connection);

/// device attest HANDLE... | --group NAME: a routine act, which nobody signs.
[[nodiscard]] client::Task<Result> askForAttestation(Context &context, Connection &connection);

/// A handle as people type it.
[[nodiscard]] std::expected<fleet::DeviceHandle, Failure> handleOf(const QString &text);
/// The devices of these handles, as people type them, as they are now: what a change names.
[[nodiscard]] client::Task<std::expected<std::vector<changes::TargetLeaf>, Failure>> leavesOf(QStringList handles,
                                                                                              Connection &connection);

} // namespace enigm::ctl
