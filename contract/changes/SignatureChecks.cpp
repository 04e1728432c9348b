#include "contract/changes/SignatureChecks.h"

#include "contract/changes/DeviceLimit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::changes {

namespace {

using operators::Directory;
using operators::Roles;

/// The key that a JWS names, valid at the position and held by this operator; its signature verifies.
Expected<void> checkSignature(const Directory &directory, const signing::Jws &jws, const QString &operatorId,
                              qint64 governanceSize)
{
    const Directory::Key *const key = directory.findKey(jws.kid());
    if (!key || key->operatorId != operatorId)
        return refuse(ProblemType::UnknownKey, u"The directory knows no such key of this operator."_s, operatorId);
    if (auto verified = jws.verify(key->key); !verified)
        return verified;
    if (!key->isValidAt(governanceSize))
        return refuse(ProblemType::KeyNotValid, u"The key was not valid at governance size %1."_s.arg(governanceSize),
                      operatorId);
    return {};
}

Expected<void> checkDeployment(const Directory &directory, const QByteArray &deployment)
{
    if (deployment != directory.deploymentId())
        return refuse(ProblemType::WrongDeployment, u"This was signed for another deployment."_s, u"/deployment"_s);
    return {};
}

Expected<void> checkSameChange(const SignedChange &change, const QByteArray &digest)
{
    if (digest != change.digest())
        return refuse(ProblemType::WrongChange, u"This was signed for another change."_s, u"/change"_s);
    return {};
}

/// Nobody decides on the grounds of a log that is longer than the one that took the signature.
Expected<void> checkHead(const log::LogHead &governance, qint64 governanceSize)
{
    if (governance.size < 1 || governance.size > governanceSize)
        return refuse(ProblemType::UnknownLogPosition, u"This was signed on a position that the log did not have."_s,
                      u"/governance/size"_s);
    return {};
}

Expected<void> checkAuthority(const Directory &directory, const ChangeRequest &request, const Action &action,
                              qint64 governanceSize)
{
    const Directory::Operator *const person = directory.findOperator(request.requester);
    if (!person)
        return refuse(ProblemType::OperatorUnknown, u"The requester is not known."_s, u"/requester"_s);
    const bool mayAsk = person->rolesAt(governanceSize).hasAny(action.mayAsk) ||
                        (action.founderMayAsk && directory.isFounder(person->id));
    if (!mayAsk)
        return refuse(ProblemType::NotPermitted, u"The requester may not ask for %1."_s.arg(request.action),
                      u"/requester"_s);
    return {};
}

Expected<void> checkRole(const Directory &directory, const ChangeRequest &request, const Approval &approval,
                         qint64 governanceSize)
{
    // Whoever may be asked beyond a limit may sign, whether it is reached or not: what counts is counted at execution.
    const auto sought = signersAt(directory, request, governanceSize, true);
    if (!sought)
        return std::unexpected(sought.error());
    const Directory::Operator *const person = directory.findOperator(approval.approver);
    const Roles roles = person ? person->rolesAt(governanceSize) : Roles();
    const bool isAsked = std::ranges::any_of(
        sought->clauses, [roles](const operators::SignerClause &clause) { return clause.roles.hasAny(roles); });
    if (!isAsked)
        return refuse(ProblemType::RoleMissing, u"The signer holds none of the roles that are asked for."_s,
                      approval.approver);
    return {};
}

/// What the words of an approval say, whoever signed it.
Expected<void> checkContent(const Directory &directory, const SignedChange &change, const Approval &approval,
                            qint64 governanceSize)
{
    if (auto sound = checkDeployment(directory, approval.deployment); !sound)
        return sound;
    if (auto sound = checkSameChange(change, approval.change); !sound)
        return sound;
    if (auto sound = checkHead(approval.governance, governanceSize); !sound)
        return sound;
    if (approval.time > change.request.approveBy)
        return refuse(ProblemType::ChangeExpired, u"This was signed after the change had to be approved."_s,
                      u"/time"_s);
    return {};
}

/// Who signed it, by the signed name and by the key: neither may be the requester.
Expected<void> checkOtherPerson(const Directory &directory, const SignedChange &change, const SignedApproval &approval)
{
    const QString &requester = change.request.requester;
    const Directory::Key *const key = directory.findKey(approval.jws.kid());
    if (approval.approval.approver == requester || (key && key->operatorId == requester))
        return refuse(ProblemType::SelfApproval, u"Whoever asks for a change does not sign it off."_s, requester);
    return {};
}

} // namespace

bool removesKeyOf(const ChangeRequest &request, const QString &operatorId)
{
    const auto parameters = parametersOf(request);
    const auto *const revocation = parameters ? std::get_if<RevokeKeyParameters>(&*parameters) : nullptr;
    return revocation && revocation->operatorId == operatorId;
}

namespace {

Expected<SoughtSigners> ruleAt(const Directory &directory, const ChangeRequest &request, qint64 governanceSize)
{
    const auto action = actionOf(request);
    if (!action)
        return std::unexpected(action.error());
    const operators::Rule *const rule =
        *action == &ownKeyRevocation() ? nullptr : directory.ruleAt(request.action, governanceSize);
    if (!rule)
        return SoughtSigners{.clauses = (*action)->signers, .ruleId = {}, .ruleVersion = 0};
    if (auto sound = checkRule(*rule); !sound)
        return std::unexpected(sound.error());
    return SoughtSigners{.clauses = rule->signers, .ruleId = rule->id, .ruleVersion = rule->version};
}

} // namespace

Expected<SoughtSigners> signersAt(const Directory &directory, const ChangeRequest &request, qint64 governanceSize,
                                  bool beyondLimit)
{
    auto sought = ruleAt(directory, request, governanceSize);
    const auto limit = limitOn(directory.founding(), request);
    if (sought && limit && (beyondLimit || limit->isPassedBy(request.targets.count)))
        limit->raise(sought->clauses);
    return sought;
}

Expected<void> checkRequest(const Directory &directory, const SignedChange &change, qint64 governanceSize)
{
    const ChangeRequest &request = change.request;
    if (auto sound = checkDeployment(directory, request.deployment); !sound)
        return sound;
    const auto action = actionOf(request);
    if (!action)
        return std::unexpected(action.error());
    if ((*action)->actionClass != request.actionClass)
        return refuse(ProblemType::WrongClass, u"The class of this act is %1."_s.arg(word((*action)->actionClass)),
                      u"/class"_s);
    if (auto sound = checkHead(request.governance, governanceSize); !sound)
        return sound;
    if (auto sound = checkAuthority(directory, request, **action, governanceSize); !sound)
        return sound;
    return checkSignature(directory, change.jws, request.requester, governanceSize);
}

Expected<void> checkRequesterAt(const Directory &directory, const SignedChange &change, qint64 governanceSize)
{
    const auto action = actionOf(change.request);
    if (!action)
        return std::unexpected(action.error());
    const Directory::Key *const key = directory.findKey(change.jws.kid());
    if (!key || !key->isValidAt(governanceSize))
        return refuse(ProblemType::KeyNotValid, u"The requester's key was revoked before execution."_s,
                      change.request.requester);
    return checkAuthority(directory, change.request, **action, governanceSize);
}

Expected<void> checkApproval(const Directory &directory, const SignedChange &change, const SignedApproval &approval,
                             qint64 governanceSize)
{
    if (auto sound = checkContent(directory, change, approval.approval, governanceSize); !sound)
        return sound;
    if (auto sound = checkOtherPerson(directory, change, approval); !sound)
        return sound;
    if (auto sound = checkSignature(directory, approval.jws, approval.approval.approver, governanceSize); !sound)
        return sound;
    if (approval.approval.decision == Decision::Reject && removesKeyOf(change.request, approval.approval.approver))
        return refuse(ProblemType::OwnKey, u"Nobody rejects the removal of their own key."_s,
                      approval.approval.approver);
    if (!directory.isSample() && approval.approval.installation == change.request.installation)
        return refuse(ProblemType::SameInstallation, u"The requester signed with this console installation."_s,
                      approval.approval.approver);
    return checkRole(directory, change.request, approval.approval, governanceSize);
}

Expected<void> checkWithdrawal(const Directory &directory, const SignedChange &change,
                               const SignedWithdrawal &withdrawal, qint64 governanceSize)
{
    if (auto sound = checkDeployment(directory, withdrawal.withdrawal.deployment); !sound)
        return sound;
    if (auto sound = checkSameChange(change, withdrawal.withdrawal.change); !sound)
        return sound;
    const QString &requester = change.request.requester;
    if (withdrawal.withdrawal.requester != requester)
        return refuse(ProblemType::NotPermitted, u"Only the requester withdraws a change."_s, u"/requester"_s);
    if (removesKeyOf(change.request, requester))
        return refuse(ProblemType::OwnKey, u"Nobody cancels the removal of their own key."_s, requester);
    return checkSignature(directory, withdrawal.jws, requester, governanceSize);
}

} // namespace enigm::changes
