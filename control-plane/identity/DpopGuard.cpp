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

DpopGuard::DpopGuard(const time::Clock &clock)
    : m_clock(clock)
    , m_began(clock.now())
{}

void DpopGuard::serveAt(QString baseUrl)
{
    const std::lock_guard lock(m_mutex);
    m_baseUrl = std::move(baseUrl);
}

QString DpopGuard::baseUrl() const
{
    const std::lock_guard lock(m_mutex);
    return m_baseUrl;
}

Expected<DpopGuard::Checked> DpopGuard::check(const Question &question) const
{
    const auto proof = enigm::identity::DpopProof::parse(question.proof);
    if (!proof)
        return std::unexpected(proof.error());
    const enigm::identity::DpopClaims &claims = proof->claims();
    if (claims.method != QLatin1StringView(question.method))
        return invalid(u"The proof was made for another method."_s);
    const QString url = baseUrl();
    if (url.isEmpty() || claims.url != url + QLatin1StringView(question.path))
        return invalid(u"The proof was made for another address."_s);
    const QByteArray tokenHash = question.token.isEmpty() ? QByteArray() : signing::sha256(question.token);
    if (claims.tokenHash != tokenHash)
        return invalid(u"The proof was made for another token."_s);
    if (std::abs(m_clock.now() - claims.issued) > window || claims.issued < m_began)
        return invalid(u"The proof is too old or lies in the future; check the clock of this machine."_s);
    return Checked{.key = proof->keyThumbprint(),
                   .id = signing::sha256((proof->keyThumbprint() + u' ' + claims.id).toUtf8()),
                   .issued = claims.issued};
}

Expected<void> DpopGuard::use(const Checked &proof)
{
    const std::lock_guard lock(m_mutex);
    m_used.erase(m_used.begin(), m_used.lower_bound(m_clock.now() - window));
    // Two proofs with one id and different times are one proof used twice (RFC 9449 section 11.1).
    for (const auto &[time, ids] : m_used) {
        if (ids.contains(proof.id))
            return refuse(ProblemType::DpopReplayed, u"This proof was used before."_s);
    }
    m_used[proof.issued].insert(proof.id);
    return {};
}

} // namespace enigm::controlplane::identity
