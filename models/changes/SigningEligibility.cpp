#include "models/changes/SigningEligibility.h"

#include "contract/changes/SignatureChecks.h"

#include <algorithm>

namespace enigm::models::changes {

namespace {

using enigm::changes::ChangeState;

bool isAsked(const operators::Directory &directory, const client::ChangeSummary &change, operators::Roles roles)
{
    const auto sought = enigm::changes::signersAt(directory, change.change.request, directory.size());
    return sought && std::ranges::any_of(sought->clauses, [roles](const operators::SignerClause &clause) {
               return clause.roles.hasAny(roles);
           });
}

} // namespace

SigningEligibility signingEligibility(const operators::Directory *directory, const client::SessionInfo &operatorInfo,
                                      const client::ChangeSummary &change, qint64 now)
{
    if (change.state != ChangeState::Pending || now > change.change.request.approveBy)
        return SigningEligibility::Closed;
    if (!directory || change.requested.governanceSize > directory->size())
        return SigningEligibility::NotVerified;
    if (change.change.request.requester == operatorInfo.operatorId)
        return SigningEligibility::OwnRequest;
    if (std::ranges::find(change.signers, operatorInfo.operatorId) != change.signers.end())
        return SigningEligibility::AlreadySigned;
    const auto *const key = directory->findKey(operatorInfo.keyThumbprint);
    const auto *const person = directory->findOperator(operatorInfo.operatorId);
    if (!key || !person || key->operatorId != operatorInfo.operatorId || !key->isValidAt(directory->size()))
        return SigningEligibility::KeyNotValid;
    if (!isAsked(*directory, change, person->rolesAt(directory->size())))
        return SigningEligibility::MissingRole;
    return SigningEligibility::Yes;
}

} // namespace enigm::models::changes
