#include "control-plane/fleet/NonceBook.h"

#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

NonceBook::NonceBook(qsizetype nonceSize, std::size_t mostPerSubject)
    : m_nonceSize(nonceSize)
    , m_mostPerSubject(mostPerSubject)
{}

NonceBook::Nonce NonceBook::issue(const QString &subject, qint64 now)
{
    Nonce nonce{.bytes = signing::randomBytes(m_nonceSize), .expires = now + lifetime};
    const std::scoped_lock lock(m_mutex);
    forgetExpired(now);
    std::deque<Nonce> &own = m_nonces[subject];
    if (own.size() == m_mostPerSubject)
        own.pop_front();
    own.push_back(nonce);
    return nonce;
}

Expected<void> NonceBook::use(const QString &subject, const QByteArray &nonce, qint64 now)
{
    const std::scoped_lock lock(m_mutex);
    const auto own = m_nonces.find(subject);
    if (own != m_nonces.end()) {
        const auto found = std::ranges::find(*own, nonce, &Nonce::bytes);
        if (found != own->end()) {
            const bool isFresh = now <= found->expires;
            own->erase(found);
            if (own->empty())
                m_nonces.erase(own);
            if (isFresh)
                return {};
        }
    }
    return refuse(ProblemType::Replayed, u"This nonce was not given to this device, was used, or is too old."_s);
}

/// Now and then, so that what was asked for and never used goes.
void NonceBook::forgetExpired(qint64 now)
{
    if (now < m_swept + lifetime)
        return;
    m_swept = now;
    m_nonces.removeIf([now](auto entry) { return entry.value().back().expires < now; });
}

} // namespace enigm::controlplane::fleet
