#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

/// What was fetched and verified: its bytes go into the file of --output, and otherwise to standard output in place of
/// what `answer` says of them. FileUnreadable.
[[nodiscard]] Result givenOut(const Context &context, Answer answer, const QByteArray &bytes);

} // namespace enigm::ctl
