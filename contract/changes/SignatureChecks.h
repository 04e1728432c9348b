#pragma once

#include "contract/changes/Quorum.h"

namespace enigm::changes {

/// Who must sign a change: the rule in force at a position, or the default of its action.
struct SoughtSigners
{
    std::vector<operators::SignerClause> clauses;
    QString ruleId; ///< empty where the default binds
    int ruleVersion = 0;
};

/// `beyondLimit` as in QuorumQuestion; a change that passes the limit alone is beyond it in any case. BelowFloor where
/// the rule in force asks less than the action's default or floor, however it got there.
[[nodiscard]] Expected<SoughtSigners> signersAt(const operators::Directory &directory, const ChangeRequest &request,
                                                qint64 governanceSize, bool beyondLimit = false);

/// The requester's key and authority at a later position than where the request was logged: KeyNotValid, NotPermitted.
[[nodiscard]] Expected<void> checkRequesterAt(const operators::Directory &directory, const SignedChange &change,
                                              qint64 governanceSize);

/// Whether the change takes a key from this operator, who then neither rejects nor withdraws it.
[[nodiscard]] bool removesKeyOf(const ChangeRequest &request, const QString &operatorId);

} // namespace enigm::changes
