#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

namespace enigm::signing {

template <auto release>
struct Releasing
{
    template <typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};

using EvpKey = std::unique_ptr<EVP_PKEY, Releasing<EVP_PKEY_free>>;
using EvpKeyContext = std::unique_ptr<EVP_PKEY_CTX, Releasing<EVP_PKEY_CTX_free>>;
using EvpDigestContext = std::unique_ptr<EVP_MD_CTX, Releasing<EVP_MD_CTX_free>>;
using EvpCipherContext = std::unique_ptr<EVP_CIPHER_CTX, Releasing<EVP_CIPHER_CTX_free>>;
using Pkcs8Info = std::unique_ptr<PKCS8_PRIV_KEY_INFO, Releasing<PKCS8_PRIV_KEY_INFO_free>>;

/// SHA-256 fetched once for the process: a fetch for each digest halves the speed of small ones. Thread-safe.
[[nodiscard]] const EVP_MD *sha256Method();

/// The bytes as OpenSSL takes and gives them.
[[nodiscard]] const unsigned char *unsignedData(QByteArrayView bytes);
[[nodiscard]] unsigned char *unsignedData(QByteArray &bytes);

/// The process ends: OpenSSL could not do what depends on no input (no memory, no random bytes, no such algorithm).
[[noreturn]] void failWithoutOpenSsl(const char *what);

} // namespace enigm::signing
