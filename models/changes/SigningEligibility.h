#pragma once

#include "api-client/changes/ChangeClient.h"
#include "contract/operators/Directory.h"

namespace enigm::models::changes {

/// Whether an operator may sign a change now, and why not. The control plane decides in the end; this is for showing
/// what a person can do before they try.
enum class SigningEligibility {
    Yes,
    Closed,        ///< no longer pending, or its time to approve has passed
    OwnRequest,    ///< nobody approves what they asked for
    AlreadySigned, ///< this person has decided already
    MissingRole,   ///< no clause of the rule asks for a role that this person holds
    KeyNotValid,   ///< the key of this session is not (or no longer) one of the operator's
    NotVerified,   ///< this console's own logs do not reach as far as the change yet
};

/// Pure. `directory` is this console's own, null before its logs were verified; `now` in Unix seconds.
[[nodiscard]] SigningEligibility signingEligibility(const operators::Directory *directory,
                                                    const client::SessionInfo &operatorInfo,
                                                    const client::ChangeSummary &change, qint64 now);

} // namespace enigm::models::changes
