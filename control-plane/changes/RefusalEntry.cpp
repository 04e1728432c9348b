#include "control-plane/changes/RefusalEntry.h"

#include "contract/changes/Action.h"
#include "control-plane/changes/ChangeService.h"
#include "control-plane/store/Transaction.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

Expected<void> appendRefusal(audit::Sequencer &sequencer, store::Transaction &transaction, const RefusedAct &act,
                             qint64 time)
{
    log::ActivityEntry entry{.time = time,
                             .category = log::Category::AdministrativeChange,
                             .action = u"change.refused"_s,
                             .resource = log::Resource::Operator,
                             .actor = act.operatorId,
                             .outcome = log::Outcome::Refused,
                             .change = {},
                             .handles = {},
                             .body = {}};
    const auto change = transaction.changes.find(act.change);
    if (!change)
        return std::unexpected(change.error());
    if (*change) {
        entry.change = (*change)->digest;
        if (const enigm::changes::Action *const action = enigm::changes::findAction((*change)->action)) {
            entry.category = action->category;
            entry.resource = action->resource;
        }
    }
    const auto body = log::ActivityBody::make(json::Object{{"problem"_L1, problemSlug(act.problem)}});
    const auto appended = sequencer.appendActivity(transaction, std::move(entry), body);
    if (!appended)
        return std::unexpected(appended.error());
    return {};
}

bool mattersToSecurity(ProblemType problem)
{
    using enum ProblemType;
    constexpr std::array telling{
        BadSignature,   UnknownKey,  KeyNotValid,         WrongChange,   WrongDeployment,  UnknownLogPosition,
        BodyMismatch,   StepUpUsed,  StepUpMismatch,      NotPermitted,  OperatorUnknown,  WrongClass,
        BelowFloor,     RoleMissing, SelfApproval,        AlreadySigned, SameInstallation, Replayed,
        TargetMismatch, OwnKey,      AttestationRejected,
    };
    return std::ranges::find(telling, problem) != telling.end();
}

} // namespace enigm::controlplane::changes
