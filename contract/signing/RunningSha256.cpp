#include "contract/signing/RunningSha256.h"

namespace enigm::signing {

RunningSha256::RunningSha256()
    : m_context(EVP_MD_CTX_new())
{
    if (!m_context || EVP_DigestInit_ex2(m_context.get(), sha256Method(), nullptr) != 1)
        failWithoutOpenSsl("compute SHA-256");
}

void RunningSha256::add(QByteArrayView bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) != 1)
        failWithoutOpenSsl("compute SHA-256");
}

QByteArray RunningSha256::digest() const
{
    const EvpDigestContext copy(EVP_MD_CTX_new());
    QByteArray digest(32, Qt::Uninitialized);
    if (!copy || EVP_MD_CTX_copy_ex(copy.get(), m_context.get()) != 1 ||
        EVP_DigestFinal_ex(copy.get(), unsignedData(digest), nullptr) != 1)
        failWithoutOpenSsl("compute SHA-256");
    return digest;
}

} // namespace enigm::signing
