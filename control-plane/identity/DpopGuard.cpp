#include "control-plane/identity/DpopGuard.h"

#include "contract/identity/DpopProof.h"
#include "contract/signing/Secret.h"

#include <cmath>

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Problem> invalid(const QString &detail)
{
    return refuse(ProblemType::InvalidDpopProof, detail);
}

} // namespace

DpopGuard::DpopGuard(const time::Clock &clock, QString baseUrl)
    : m_clock(clock)
    , m_baseUrl(std::move(baseUrl))
    , m_began(clock.now())
{}

Expected<QString> DpopGuard::check(const Question &question)
{
    const auto proof = enigm::identity::DpopProof::parse(question.proof);
    if (!proof)
        return std::unexpected(proof.error());
    const enigm::identity::DpopClaims &claims = proof->claims();
    if (claims.method != QLatin1StringView(question.method))
        return invalid(u"The proof was made for another method."_s);
    if (claims.url != m_baseUrl + QLatin1StringView(question.path))
        return invalid(u"The proof was made for another address."_s);
    const QByteArray tokenHash = question.token.isEmpty() ? QByteArray() : signing::sha256(question.token);
    if (claims.tokenHash != tokenHash)
        return invalid(u"The proof was made for another token."_s);
    const qint64 now = m_clock.now();
    if (std::abs(now - claims.issued) > window || claims.issued < m_began)
        return invalid(u"The proof is too old or lies in the future; check the clock of this machine."_s);
    const QString id = proof->keyThumbprint() + u' ' + claims.id;
    if (!remember(id.toStdString(), claims.issued))
        return refuse(ProblemType::DpopReplayed, u"This proof was used before."_s);
    return proof->keyThumbprint();
}

bool DpopGuard::remember(const std::string &proofId, qint64 issued)
{
    const std::lock_guard lock(m_mutex);
    // Two proofs with one id and different times are one proof used twice (RFC 9449 section 11.1).
    m_used.erase(m_used.begin(), m_used.lower_bound(m_clock.now() - window));
    for (const auto &[time, ids] : m_used) {
        if (ids.contains(proofId))
            return false;
    }
    m_used[issued].insert(proofId);
    return true;
}

} // namespace enigm::controlplane::identity
