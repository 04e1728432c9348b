#pragma once

#include "api-client/changes/ChangeClient.h"
#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// Adds --reason and --reference to the draft, shows what will be signed, asks unless --yes, signs, steps up and sends.
[[nodiscard]] client::Task<Result> submitChange(Context &context, Connection &connection, client::ChangeDraft draft);

/// Shows what will be signed and asks, unless --yes; Cancelled, or a usage failure where nobody can be asked.
[[nodiscard]] std::expected<void, Failure> confirmSigning(Context &context, const QString &what);

} // namespace enigm::ctl
