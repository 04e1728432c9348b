#include "models/changes/SigningEligibility.h"

#include "contract/changes/Matching.h"
#include "contract/changes/SignatureChecks.h"

#include <algorithm>

namespace enigm::models::changes {

namespace {

using enigm::changes::ChangeEvent;
using enigm::changes::ChangeState;
using enigm::changes::MissingSigners;
using operators::Directory;
using operators::Roles;

bool holds(const std::vector<QString> &ids, const QString &id)
{
    return std::ranges::find(ids, id) != ids.end();
}

/// Roles of a person whose signature can count; none without a valid key.
Roles rolesOf(const Directory &directory, const QString &operatorId)
{
    const auto *const person = directory.findOperator(operatorId);
    const bool counts = person && directory.hasValidKey(operatorId, directory.size());
    return counts ? person->rolesAt(directory.size()) : Roles();
}

struct Estimate
{
    std::vector<MissingSigners> asked; ///< one for each signature
    std::vector<MissingSigners> missing;
};

/// The clauses that the signers, by their roles, leave open.
Estimate estimate(const Directory &directory, const SigningSubject &subject, bool beyondLimit)
{
    Estimate result;
    const auto sought = enigm::changes::signersAt(directory, subject.change.request, directory.size(), beyondLimit);
    if (!sought)
        return result;
    for (const operators::SignerClause &clause : sought->clauses)
        result.asked.insert(result.asked.end(), static_cast<std::size_t>(clause.count), {1, clause.roles});
    enigm::changes::Matching matching(subject.signers.size(), result.asked.size());
    for (std::size_t signer = 0; signer < subject.signers.size(); ++signer) {
        for (std::size_t unit = 0; unit < result.asked.size(); ++unit) {
            if (result.asked[unit].roles.hasAny(rolesOf(directory, subject.signers[signer])))
                matching.connect(signer, unit);
        }
        (void)matching.augment(signer);
    }
    for (std::size_t unit = 0; unit < result.asked.size(); ++unit) {
        if (!matching.partnerOf(unit))
            result.missing.push_back(result.asked[unit]);
    }
    return result;
}

/// What a list allows to say. A change that waits although enough people seem to have signed waits beyond a limit of
/// leaf 0, or one of the signatures cannot have counted; the list does not say which.
std::vector<MissingSigners> estimatedMissing(const Directory &directory, const SigningSubject &subject)
{
    for (const bool beyondLimit : {false, true}) {
        if (const Estimate found = estimate(directory, subject, beyondLimit); !found.missing.empty())
            return found.missing;
    }
    return estimate(directory, subject, true).asked;
}

Roles rolesIn(const std::vector<MissingSigners> &missing)
{
    Roles wanted;
    for (const operators::Role role : operators::allRoles()) {
        if (std::ranges::any_of(missing, [role](const MissingSigners &signers) { return signers.roles.has(role); }))
            wanted.add(role);
    }
    return wanted;
}

bool hasValidKey(const SigningPlace &place)
{
    const Directory &directory = *place.directory;
    const auto *const key = directory.findKey(place.session.keyThumbprint);
    return key && key->operatorId == place.session.operatorId && key->isValidAt(directory.size());
}

/// What keeps anybody from signing anything about the change here.
SigningEligibility generally(const SigningPlace &place, const SigningSubject &subject)
{
    if (place.hasAlarm)
        return SigningEligibility::BrokenProof;
    if (!enigm::changes::isOpen(subject.state))
        return SigningEligibility::Closed;
    if (!place.directory || subject.requested.index >= place.activitySize ||
        subject.requested.governanceSize > place.directory->size())
        return SigningEligibility::NotVerified;
    return SigningEligibility::Yes;
}

/// What keeps this person from deciding about it, either way.
SigningEligibility personally(const SigningPlace &place, const SigningSubject &subject, Roles wanted)
{
    const enigm::changes::ChangeRequest &request = subject.change.request;
    if (place.now > request.approveBy)
        return SigningEligibility::Closed;
    if (request.requester == place.session.operatorId)
        return SigningEligibility::OwnRequest;
    if (holds(subject.signers, place.session.operatorId))
        return SigningEligibility::AlreadySigned;
    if (request.installation == place.installation && !place.directory->isSample())
        return SigningEligibility::SameInstallation;
    if (!hasValidKey(place))
        return SigningEligibility::KeyNotValid;
    if (!rolesOf(*place.directory, place.session.operatorId).hasAny(wanted))
        return SigningEligibility::MissingRole;
    return SigningEligibility::Yes;
}

SigningEligibility mayApprove(const SigningSubject &subject, SigningEligibility decide)
{
    if (subject.state != ChangeState::Pending || (subject.missing && subject.missing->empty()))
        return SigningEligibility::Closed;
    if (decide != SigningEligibility::Yes)
        return decide;
    if (subject.isHindered)
        return SigningEligibility::Hindered;
    return subject.hasDrifted ? SigningEligibility::Drifted : SigningEligibility::Yes;
}

SigningEligibility mayReject(const SigningPlace &place, const SigningSubject &subject, SigningEligibility decide)
{
    if (!enigm::changes::next(subject.state, ChangeEvent::Reject))
        return SigningEligibility::Closed;
    const bool isOwnKey = removesKeyOf(subject.change.request, place.session.operatorId);
    return decide == SigningEligibility::Yes && isOwnKey ? SigningEligibility::OwnKey : decide;
}

SigningEligibility mayWithdraw(const SigningPlace &place, const SigningSubject &subject)
{
    if (!enigm::changes::next(subject.state, ChangeEvent::Withdraw))
        return SigningEligibility::Closed;
    if (subject.change.request.requester != place.session.operatorId)
        return SigningEligibility::NotRequester;
    if (removesKeyOf(subject.change.request, place.session.operatorId))
        return SigningEligibility::OwnKey;
    return hasValidKey(place) ? SigningEligibility::Yes : SigningEligibility::KeyNotValid;
}

} // namespace

SigningSubject SigningSubject::of(const client::ChangeSummary &change)
{
    return {.change = change.change, .state = change.state, .requested = change.requested, .signers = change.signers};
}

SigningSubject SigningSubject::of(const client::VerifiedChange &change)
{
    SigningSubject subject{.change = change.record.change,
                           .state = change.record.state,
                           .requested = change.record.requested,
                           .signers = {},
                           .missing = change.quorum.missing,
                           .hasDrifted = !change.drifted.empty(),
                           .isHindered = change.obstacle.has_value()};
    for (const enigm::changes::RecordedApproval &recorded : change.record.approvals)
        subject.signers.push_back(recorded.signedApproval.approval.approver);
    if (subject.isHindered)
        subject.missing.reset(); // nothing was counted
    return subject;
}

std::vector<QString> possibleSigners(const Directory &directory, const SigningSubject &subject, Roles roles)
{
    std::vector<QString> people;
    for (const Directory::Operator &person : directory.operators()) {
        if (person.id != subject.change.request.requester && !holds(subject.signers, person.id) &&
            rolesOf(directory, person.id).hasAny(roles))
            people.push_back(person.id);
    }
    return people;
}

SigningAnswer signingAnswer(const SigningPlace &place, const SigningSubject &subject)
{
    const SigningEligibility general = generally(place, subject);
    if (general != SigningEligibility::Yes)
        return {.approve = general, .reject = general, .withdraw = general};
    SigningAnswer answer;
    answer.wanted = rolesIn(subject.missing ? *subject.missing : estimatedMissing(*place.directory, subject));
    answer.whoCould = possibleSigners(*place.directory, subject, answer.wanted);
    const SigningEligibility decide = personally(place, subject, answer.wanted);
    answer.approve = mayApprove(subject, decide);
    answer.reject = mayReject(place, subject, decide);
    answer.withdraw = mayWithdraw(place, subject);
    return answer;
}

} // namespace enigm::models::changes
