#include "control-plane/api/ChangeAccess.h"

#include "contract/changes/SignatureChecks.h"

#include <algorithm>

namespace enigm::controlplane::api {

ChangeAccess::ChangeAccess(identity::DirectoryView directory)
    : m_directory(std::move(directory))
{}

Expected<bool> ChangeAccess::maySign(const identity::Caller &caller, const QByteArray &request) const
{
    const auto change = enigm::changes::SignedChange::parse(request);
    if (!change)
        return std::unexpected(change.error());
    const auto directory = m_directory();
    const auto sought = enigm::changes::signersAt(*directory, change->request, directory->size());
    if (!sought)
        return std::unexpected(sought.error());
    return std::ranges::any_of(
        sought->clauses, [&](const operators::SignerClause &clause) { return caller.roles.hasAny(clause.roles); });
}

Expected<bool> ChangeAccess::mayRead(const identity::Caller &caller, const QByteArray &change,
                                     const store::Repositories &store) const
{
    const auto row = store.changes.findByDigest(change);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return false;
    if ((*row)->requester == caller.operatorId)
        return true;
    const auto signatures = store.changes.signatures((*row)->id);
    if (!signatures)
        return std::unexpected(signatures.error());
    const bool hasSigned = std::ranges::any_of(*signatures, [&](const store::ChangeSignatureRow &signature) {
        return signature.approver == caller.operatorId;
    });
    return hasSigned ? Expected<bool>(true) : maySign(caller, (*row)->request);
}

} // namespace enigm::controlplane::api
