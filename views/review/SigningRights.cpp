#include "views/review/SigningRights.h"

#include "views/words/StateText.h"

#include <QCoreApplication>

#include <algorithm>

namespace enigm::views::review {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("SigningRights", text);
}

/// The roles of which one is still missing.
operators::Roles wantedRoles(const changes::QuorumAnswer &quorum)
{
    operators::Roles wanted;
    for (const changes::MissingSigners &missing : quorum.missing) {
        for (const operators::Role role : operators::allRoles()) {
            if (missing.roles.has(role))
                wanted.add(role);
        }
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
    const operators::Roles wanted = wantedRoles(change.quorum);
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
    rights.mayApprove = rights.denial.isEmpty() && change.drifted.empty();
    rights.mayReject = rights.denial.isEmpty();
    rights.mayWithdraw = changes::isOpen(change.record.state) && change.record.change.request.requester == operatorId;
    if (rights.denial.isEmpty() && !change.drifted.empty())
        rights.denial =
            translated(QT_TRANSLATE_NOOP("SigningRights", "The devices have changed since this was asked for."));
    return rights;
}

} // namespace enigm::views::review
