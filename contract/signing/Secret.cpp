#include "contract/signing/Secret.h"

#include "contract/signing/OpenSsl.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include <utility>

namespace enigm::signing {

Secret::Secret(QByteArrayView bytes)
    : m_bytes(bytes.begin(), bytes.end())
{}

Secret Secret::taking(QByteArray &bytes)
{
    Secret secret{QByteArrayView(bytes)};
    if (bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), static_cast<std::size_t>(bytes.size()));
    bytes.clear();
    return secret;
}

Secret Secret::taking(QString &text)
{
    QByteArray utf8 = text.toUtf8();
    if (text.isDetached())
        OPENSSL_cleanse(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text.clear();
    return taking(utf8);
}

Secret::~Secret()
{
    OPENSSL_cleanse(m_bytes.data(), m_bytes.size());
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::exchange(other.m_bytes, {}))
{}

Secret &Secret::operator=(Secret &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes); // the other wipes what was here
    return *this;
}

Secret Secret::clone() const
{
    return Secret(view());
}

QByteArrayView Secret::view() const
{
    return {m_bytes.data(), static_cast<qsizetype>(m_bytes.size())};
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    if (RAND_bytes_ex(nullptr, unsignedData(bytes), static_cast<std::size_t>(size), 0) != 1)
        failWithoutOpenSsl("make random bytes");
    return bytes;
}

QByteArray sha256(QByteArrayView bytes, QByteArrayView more)
{
    thread_local const EvpDigestContext context(EVP_MD_CTX_new());
    QByteArray digest(32, Qt::Uninitialized);
    if (EVP_DigestInit_ex2(context.get(), sha256Method(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) != 1 ||
        EVP_DigestUpdate(context.get(), more.data(), static_cast<std::size_t>(more.size())) != 1 ||
        EVP_DigestFinal_ex(context.get(), unsignedData(digest), nullptr) != 1)
        failWithoutOpenSsl("compute SHA-256");
    return digest;
}

} // namespace enigm::signing
