#include "control-plane/fleet/NonceBook.h"

#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

NonceBook::Nonce NonceBook::issue(const enigm::fleet::DeviceHandle &handle, qint64 now)
{
    Nonce nonce{.bytes = signing::randomBytes(nonceSize), .expires = now + lifetime};
    const std::scoped_lock lock(m_mutex);
    forgetExpired(now);
    std::deque<Nonce> &own = m_nonces[handle];
    if (own.size() == mostPerDevice)
        own.pop_front();
    own.push_back(nonce);
    return nonce;
}

Expected<void> NonceBook::use(const enigm::fleet::DeviceHandle &handle, const QByteArray &nonce, qint64 now)
{
    const std::scoped_lock lock(m_mutex);
    const auto own = m_nonces.find(handle);
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
    return refuse(ProblemType::Replayed, u"This nonce was not given to this device, was used, or is too old."_s,
                  u"/report/nonce"_s);
}

/// Now and then, so that what was asked for and never used goes.
void NonceBook::forgetExpired(qint64 now)
{
    if (now < m_swept + lifetime)
        return;
    m_swept = now;
    m_nonces.removeIf([now](auto device) { return device.value().back().expires < now; });
}

} // namespace enigm::controlplane::fleet
