#include "contract/signing/EcdsaSignature.h"
#include "contract/signing/OpenSsl.h"
#include "contract/signing/Signer.h"

#include <openssl/crypto.h>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::signing {

struct PrivateKey::Data
{
    EvpKey key;
};

namespace {

Expected<QByteArray> failedToSign()
{
    return refuse(ProblemType::Internal, u"OpenSSL could not sign"_s);
}

Expected<QByteArray> signEd25519(EVP_PKEY *key, QByteArrayView message)
{
    QByteArray signature(64, Qt::Uninitialized);
    auto size = static_cast<std::size_t>(signature.size());
    const EvpDigestContext context(EVP_MD_CTX_new());
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), unsignedData(signature), &size, unsignedData(message),
                       static_cast<std::size_t>(message.size())) != 1)
        return failedToSign();
    return signature;
}

Expected<QByteArray> signP256(EVP_PKEY *key, QByteArrayView message)
{
    const QByteArray digest = sha256(message);
    std::array<unsigned char, 72> der;
    std::size_t size = der.size();
    const EvpKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        EVP_PKEY_sign(context.get(), der.data(), &size, unsignedData(digest),
                      static_cast<std::size_t>(digest.size())) != 1)
        return failedToSign();
    const auto pair = EcdsaSignature::fromDer(QByteArrayView(der.data(), static_cast<qsizetype>(size)));
    if (!pair)
        return failedToSign();
    return pair->raw();
}

/// Whether the public part belongs to the private one: a key file may claim another.
bool isPair(EVP_PKEY *key)
{
    const EvpKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return context && EVP_PKEY_pairwise_check(context.get()) == 1;
}

} // namespace

PrivateKey::PrivateKey(std::unique_ptr<Data> data, PublicKey publicKey)
    : m_data(std::move(data))
    , m_public(std::move(publicKey))
{}

PrivateKey::~PrivateKey() = default;

std::unique_ptr<PrivateKey> PrivateKey::generate(PublicKey::Kind kind)
{
    EvpKey key(kind == PublicKey::Kind::P256 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")
                                             : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    auto publicKey = PublicKey::fromEvp(key.get());
    if (!publicKey)
        failWithoutOpenSsl("generate a key");
    return std::unique_ptr<PrivateKey>(
        new PrivateKey(std::make_unique<Data>(Data{std::move(key)}), std::move(*publicKey)));
}

Expected<std::unique_ptr<PrivateKey>> PrivateKey::fromPkcs8(QByteArrayView der)
{
    const unsigned char *next = unsignedData(der);
    const Pkcs8Info info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &next, static_cast<long>(der.size())));
    if (!info || next != unsignedData(der) + der.size())
        return refuse(ProblemType::MalformedKey, u"The bytes are not a PKCS#8 private key"_s);
    EvpKey key(EVP_PKCS82PKEY(info.get()));
    if (!key)
        return refuse(ProblemType::MalformedKey, u"The private key cannot be used"_s);
    auto publicKey = PublicKey::fromEvp(key.get());
    if (!publicKey)
        return std::unexpected(publicKey.error());
    if (!isPair(key.get()))
        return refuse(ProblemType::MalformedKey, u"The public part does not belong to the private key"_s);
    return std::unique_ptr<PrivateKey>(
        new PrivateKey(std::make_unique<Data>(Data{std::move(key)}), std::move(*publicKey)));
}

Expected<QByteArray> PrivateKey::sign(QByteArrayView message) const
{
    return m_public.kind() == PublicKey::Kind::P256 ? signP256(evp(), message) : signEd25519(evp(), message);
}

Secret PrivateKey::pkcs8() const
{
    const Pkcs8Info info(EVP_PKEY2PKCS8(evp()));
    unsigned char *der = nullptr;
    const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der) : -1;
    if (size <= 0)
        failWithoutOpenSsl("encode a private key");
    Secret secret(QByteArrayView(der, size));
    OPENSSL_clear_free(der, static_cast<std::size_t>(size));
    return secret;
}

EVP_PKEY *PrivateKey::evp() const
{
    return m_data->key.get();
}

} // namespace enigm::signing
