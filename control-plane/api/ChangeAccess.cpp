#include "control-plane/api/ChangeAccess.h"

#include "contract/changes/SignatureChecks.h"

#include <algorithm>

namespace enigm::controlplane::api {

ChangeAccess::ChangeAccess(identity::DirectoryView directory)
    : m_directory(std::move(directory))
{}

bool ChangeAccess::readsAll(const identity::Caller &caller)
{
    return caller.roles.has(operators::Role::SecurityReviewer);
}

Expected<bool> ChangeAccess::maySign(const identity::Caller &caller, const enigm::changes::ChangeRequest &request) const
{
    const auto directory = m_directory();
    const auto sought = enigm::changes::signersAt(*directory, request, directory->size(), true);
    if (!sought)
        return std::unexpected(sought.error());
    return std::ranges::any_of(
        sought->clauses, [&](const operators::SignerClause &clause) { return caller.roles.hasAny(clause.roles); });
}

Expected<bool> ChangeAccess::mayRead(const identity::Caller &caller, const changes::KnownChange &change) const
{
    const bool isParty = readsAll(caller) || change.row.requester == caller.operatorId ||
                         std::ranges::find(change.signatures, caller.operatorId,
                                           &store::ChangeSignatureRow::approver) != change.signatures.end();
    return isParty ? Expected<bool>(true) : maySign(caller, change.change.request);
}

Expected<bool> ChangeAccess::mayRead(const identity::Caller &caller, const QByteArray &change,
                                     const store::Repositories &store) const
{
    if (readsAll(caller))
        return true;
    const auto row = store.changes.findByDigest(change);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return false;
    const auto signatures = store.changes.signatures((*row)->id);
    if (!signatures)
        return std::unexpected(signatures.error());
    const auto signedChange = enigm::changes::SignedChange::parse((*row)->request);
    if (!signedChange)
        return std::unexpected(signedChange.error());
    return mayRead(caller, {.row = **row, .change = *signedChange, .signatures = *signatures});
}

} // namespace enigm::controlplane::api
