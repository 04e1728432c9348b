#include "control-plane/changes/EffectCheck.h"

#include "contract/changes/GovernanceReplay.h"
#include "control-plane/changes/EnforcementEffect.h"
#include "control-plane/changes/GroupEffect.h"
#include "control-plane/changes/PolicyEffect.h"
#include "control-plane/changes/ReleaseEffect.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::changes {

using enigm::changes::ChangeRequest;
using enigm::changes::Subject;

namespace {

Expected<void> checkGovernanceEffect(const operators::Directory &directory, const ChangeRequest &request)
{
    operators::Directory after = directory;
    if (auto applied = enigm::changes::applyGovernance(after, request); !applied)
        return applied;
    const auto parameters = enigm::changes::parametersOf(request);
    if (parameters && std::holds_alternative<enigm::changes::RevokeKeyParameters>(*parameters))
        return {};
    // Where people are missing already, a step out of it is not refused for being too small.
    if (const auto before = enigm::changes::checkNoDeadlock(directory); !before)
        return {};
    return enigm::changes::checkNoDeadlock(after);
}

Expected<void> checkRevocationList(const store::Repositories &store, const enigm::changes::Parameters &parameters)
{
    const auto *const set = std::get_if<enigm::changes::SetAttestationParameters>(&parameters);
    if (!set || !set->acceptance.revocation)
        return {};
    const auto isHere = store.revocations.contains(*set->acceptance.revocation);
    if (!isHere)
        return std::unexpected(isHere.error());
    if (!*isHere)
        return refuse(ProblemType::NotFound,
                      u"Put the revocation list here first: a digest without it would keep out every device."_s,
                      u"/parameters/revocation"_s);
    return {};
}

} // namespace

Subject subjectOf(const ChangeRequest &request)
{
    const enigm::changes::Action *const action = enigm::changes::findAction(request.action);
    Q_ASSERT(action); // what was parsed names a known act
    return action->subject;
}

Expected<void> checkEffect(const store::Repositories &store, const operators::Directory &directory,
                           const enigm::changes::SignedChange &change, const enigm::changes::TargetSet &targets)
{
    switch (subjectOf(change.request)) {
    case Subject::Governance:
        if (auto known = checkRevocationList(store, change.parameters); !known)
            return known;
        return checkGovernanceEffect(directory, change.request);
    case Subject::Groups:
        return checkGroupEffect(store, std::get<enigm::changes::ChangeGroupParameters>(change.parameters), targets);
    case Subject::Policies:
        return checkPolicyEffect(store, change.parameters);
    case Subject::Points:
        return checkEnforcementEffect(store, change.parameters);
    case Subject::Releases:
        return checkReleaseEffect(store, change.parameters);
    case Subject::Rollouts:
        return checkRollout(store, change.parameters);
    case Subject::Devices:
    case Subject::Changes:
    case Subject::Handles:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace enigm::controlplane::changes
