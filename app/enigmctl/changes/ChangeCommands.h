#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// change list
[[nodiscard]] client::Task<Result> listChanges(Context &context, Connection &connection);
/// change show REF: verified by this program itself.
[[nodiscard]] client::Task<Result> showChange(Context &context, Connection &connection);
/// change results REF: what became of it at each of its devices.
[[nodiscard]] client::Task<Result> showResults(Context &context, Connection &connection);
/// change approve REF, change reject REF
[[nodiscard]] client::Task<Result> approveChange(Context &context, Connection &connection);
[[nodiscard]] client::Task<Result> rejectChange(Context &context, Connection &connection);
/// change withdraw REF
[[nodiscard]] client::Task<Result> withdrawChange(Context &context, Connection &connection);
/// change cancel-all
[[nodiscard]] client::Task<Result> cancelAllChanges(Context &context, Connection &connection);
/// change evidence REF: the bundle, verified before it is given out.
[[nodiscard]] client::Task<Result> fetchEvidence(Context &context, Connection &connection);

} // namespace enigm::ctl
