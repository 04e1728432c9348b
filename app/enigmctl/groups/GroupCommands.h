#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

class Connection;

/// group list
[[nodiscard]] client::Task<Result> listGroups(Context &context, Connection &connection);
/// group show GROUP
[[nodiscard]] client::Task<Result> showGroup(Context &context, Connection &connection);
/// group create NAME, of the devices given or by a rule
[[nodiscard]] client::Task<Result> createGroup(Context &context, Connection &connection);
/// group change GROUP
[[nodiscard]] client::Task<Result> changeGroup(Context &context, Connection &connection);
/// group remove GROUP
[[nodiscard]] client::Task<Result> removeGroup(Context &context, Connection &connection);

/// The id of a group that a person named, by its id or its name; NotFound.
[[nodiscard]] client::Task<std::expected<QString, Failure>> groupIdOf(QString typed, Connection &connection);

} // namespace enigm::ctl
