#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

// Importing releases: routine acts, which nobody signs.

/// release import FILE, and the same with --resume for one that was begun.
[[nodiscard]] client::Task<Result> importRelease(Context &context, Connection &connection);
/// release list
[[nodiscard]] client::Task<Result> listReleases(Context &context, Connection &connection);
/// release show RELEASE
[[nodiscard]] client::Task<Result> showRelease(Context &context, Connection &connection);
/// release remove RELEASE
[[nodiscard]] client::Task<Result> removeRelease(Context &context, Connection &connection);

} // namespace enigm::ctl
