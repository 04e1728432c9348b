#pragma once

#include "app/enigmctl/command/Command.h"

namespace enigm::ctl {

// Drafts of policies: routine acts, which nobody signs.

/// policy-draft list
[[nodiscard]] client::Task<Result> listDrafts(Context &context, Connection &connection);
/// policy-draft get POLICY: the document alone, so that it can go into a file.
[[nodiscard]] client::Task<Result> getDraft(Context &context, Connection &connection);
/// policy-draft put FILE
[[nodiscard]] client::Task<Result> putDraft(Context &context, Connection &connection);
/// policy-draft drop POLICY
[[nodiscard]] client::Task<Result> dropDraft(Context &context, Connection &connection);

} // namespace enigm::ctl
