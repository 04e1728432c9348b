#include "control-plane/identity/Authenticator.h"

#include "contract/signing/Secret.h"
#include "control-plane/store/Reader.h"

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;

Expected<void> Caller::checkStepUp(QByteArrayView digest) const
{
    if (!stepUp)
        return refuse(ProblemType::StepUpRequired, u"This act needs your PIN."_s);
    if (stepUp->bound != digest)
        return refuse(ProblemType::StepUpMismatch, u"The PIN was given for another act."_s);
    if (stepUp->isSpent)
        return refuse(ProblemType::StepUpUsed, u"The step-up was used before or is too old."_s);
    return {};
}

Authenticator::Authenticator(const store::Database &database, DirectoryView directory, DpopGuard &dpop,
                             const time::Clock &clock)
    : m_database(database)
    , m_directory(std::move(directory))
    , m_dpop(dpop)
    , m_clock(clock)
{}

Expected<Authenticator::Found> Authenticator::find(const QByteArray &tokenHash) const
{
    const auto reader = m_database.read();
    if (!reader)
        return std::unexpected(reader.error());
    auto session = (*reader)->sessions.findByToken(tokenHash);
    if (!session)
        return std::unexpected(session.error());
    if (*session)
        return Found{.session = std::move(**session), .stepUp = {}};

    const auto stepUp = (*reader)->sessions.findStepUp(tokenHash);
    if (!stepUp)
        return std::unexpected(stepUp.error());
    if (!*stepUp)
        return refuse(ProblemType::Unauthenticated, u"The access token is not known."_s);
    session = (*reader)->sessions.find((*stepUp)->session);
    if (!session)
        return std::unexpected(session.error());
    if (!*session)
        return refuse(ProblemType::SessionEnded, u"The session has ended."_s);
    const bool isSpent = (*stepUp)->used || (*stepUp)->expires <= m_clock.now();
    return Found{.session = std::move(**session),
                 .stepUp = StepUpGrant{.token = tokenHash, .bound = (*stepUp)->bound, .isSpent = isSpent}};
}

Expected<void> Authenticator::checkOpen(const store::SessionRow &session, const operators::Directory &directory) const
{
    if (session.ended || session.expires <= m_clock.now())
        return refuse(ProblemType::SessionEnded, u"The session has ended; sign in again."_s);
    const operators::Directory::Key *const operatorKey = directory.findKey(session.key);
    if (!operatorKey || !directory.findOperator(session.operatorId) || !operatorKey->isValidAt(directory.size()))
        return refuse(ProblemType::SessionEnded, u"The operator key of this session is no longer valid."_s);
    return {};
}

Expected<void> Authenticator::checkStillOpen(const QString &session, const store::Repositories &store) const
{
    const auto row = store.sessions.find(session);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return refuse(ProblemType::SessionEnded, u"The session has ended."_s);
    return checkOpen(**row, *m_directory());
}

Expected<Caller> Authenticator::authenticate(const Credentials &credentials) const
{
    constexpr QByteArrayView scheme("DPoP ");
    if (!credentials.authorization.startsWith(scheme) || credentials.proof.isEmpty())
        return refuse(ProblemType::Unauthenticated, u"Send a DPoP access token and a DPoP proof."_s);
    const QByteArrayView token = credentials.authorization.sliced(scheme.size());
    const auto proof = m_dpop.check(
        {.proof = credentials.proof, .method = credentials.method, .path = credentials.path, .token = token});
    if (!proof)
        return std::unexpected(proof.error());
    auto found = find(signing::sha256(token));
    if (!found)
        return std::unexpected(found.error());
    const store::SessionRow &session = found->session;
    if (session.dpop != proof->key)
        return refuse(ProblemType::InvalidDpopProof, u"The token is bound to another key."_s);
    if (const auto used = m_dpop.use(*proof); !used)
        return std::unexpected(used.error());
    // The directory is asked each time, so that a revoked key ends at once what it had opened.
    const auto directory = m_directory();
    if (const auto open = checkOpen(session, *directory); !open)
        return std::unexpected(open.error());
    return Caller{.operatorId = session.operatorId,
                  .roles = directory->findOperator(session.operatorId)->rolesAt(directory->size()),
                  .session = session,
                  .stepUp = std::move(found->stepUp)};
}

} // namespace enigm::controlplane::identity
