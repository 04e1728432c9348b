#include "contract/signing/MacKey.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

using namespace Qt::StringLiterals;

namespace enigm::signing {

Expected<std::shared_ptr<const SecretMacKey>> SecretMacKey::make(Secret key)
{
    if (key.view().size() < leastSize)
        return refuse(ProblemType::OutOfRange, u"A key for HMAC-SHA-256 has at least 32 bytes."_s);
    return std::shared_ptr<const SecretMacKey>(new SecretMacKey(std::move(key)));
}

Expected<MacKey::Mac> SecretMacKey::mac(QByteArrayView message) const
{
    Mac mac{};
    unsigned int size = 0;
    if (!HMAC(EVP_sha256(), m_key.view().data(), static_cast<int>(m_key.view().size()),
              reinterpret_cast<const unsigned char *>(message.data()), static_cast<std::size_t>(message.size()),
              reinterpret_cast<unsigned char *>(mac.data()), &size) ||
        size != mac.size())
        return refuse(ProblemType::Internal, u"The message could not be authenticated."_s);
    return mac;
}

} // namespace enigm::signing
