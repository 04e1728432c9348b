#include "views/review/SigningRights.h"

#include "contract/changes/SignatureChecks.h"
#include "views/words/StateText.h"

#include <QCoreApplication>

#include <algorithm>

namespace enigm::views::review {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("SigningRights", text);
}

/// The roles of which one is still missing; all that sign such a change where nothing can be counted any more.
operators::Roles wantedRoles(const client::VerifiedChange &change, const operators::Directory &directory)
{
    operators::Roles wanted;
    const auto add = [&wanted](operators::Roles roles) {
        for (const operators::Role role : operators::allRoles()) {
            if (roles.has(role))
                wanted.add(role);
        }
    };
    for (const changes::MissingSigners &missing : change.quorum.missing)
        add(missing.roles);
    if (!change.obstacle)
        return wanted;
    if (const auto sought = changes::signersAt(directory, change.record.change.request, directory.size())) {
        for (const operators::SignerClause &clause : sought->clauses)
            add(clause.roles);
    }
    return wanted;
}

bool hasSigned(const client::VerifiedChange &change, const QString &operatorId)
{
    return std::ranges::any_of(change.record.approvals, [&operatorId](const changes::RecordedApproval &recorded) {
        return recorded.signedApproval.approval.approver == operatorId;
    });
}

/// Why this person cannot approve, or nothing.
QString denialOf(const client::VerifiedChange &change, const operators::Directory &directory, const QString &operatorId,
                 const QString &installation, qint64 now)
{
    const changes::ChangeRequest &request = change.record.change.request;
    if (!changes::isOpen(change.record.state))
        return translated(QT_TRANSLATE_NOOP("SigningRights", "This change takes no more signatures."));
    if (request.approveBy <= now)
        return translated(QT_TRANSLATE_NOOP("SigningRights", "The time to approve this change is over."));
    if (request.requester == operatorId)
        return translated(
            QT_TRANSLATE_NOOP("SigningRights", "You asked for this change; another person has to approve it."));
    if (hasSigned(change, operatorId))
        return translated(QT_TRANSLATE_NOOP("SigningRights", "You have signed this change already."));
    if (request.installation == installation && !directory.isSample())
        return translated(QT_TRANSLATE_NOOP(
            "SigningRights", "It was asked for on this console; an approval has to come from another one."));
    const operators::Directory::Operator *const person = directory.findOperator(operatorId);
    const operators::Roles wanted = wantedRoles(change, directory);
    if (!person || !person->rolesAt(directory.size()).hasAny(wanted))
        return translated(QT_TRANSLATE_NOOP("SigningRights", "The rule asks for %1.")).arg(words::rolesText(wanted));
    return {};
}

} // namespace

SigningRights signingRights(const client::VerifiedChange &change, const operators::Directory &directory,
                            const QString &operatorId, const QString &installation, qint64 now)
{
    SigningRights rights;
    rights.denial = denialOf(change, directory, operatorId, installation, now);
    if (changes::removesKeyOf(change.record.change.request, operatorId))
        rights.rejectDenial = translated(
            QT_TRANSLATE_NOOP("SigningRights", "This removes your own key; somebody else has to decide against it."));
    rights.mayReject = rights.denial.isEmpty() && rights.rejectDenial.isEmpty();
    rights.mayWithdraw = changes::isOpen(change.record.state) && change.record.change.request.requester == operatorId;
    if (rights.denial.isEmpty() && change.obstacle)
        rights.denial = translated(QT_TRANSLATE_NOOP("SigningRights", "This can no longer be carried out."));
    else if (rights.denial.isEmpty() && !change.drifted.empty())
        rights.denial =
            translated(QT_TRANSLATE_NOOP("SigningRights", "The devices have changed since this was asked for."));
    rights.mayApprove = rights.denial.isEmpty();
    return rights;
}

} // namespace enigm::views::review
