#include "contract/signing/PublicKey.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/EcdsaSignature.h"
#include "contract/signing/OpenSsl.h"
#include "contract/signing/Secret.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr qsizetype coordinateSize = 32;
constexpr qsizetype ed25519Size = 32;
constexpr qsizetype ed25519SignatureSize = 64;
constexpr char uncompressed = 0x04; // SEC 1 section 2.3.3

// SubjectPublicKeyInfo up to the bits of the key (RFC 5480 with the named curve; RFC 8410).
constexpr QByteArrayView
    p256Prefix("\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03"
               "\x01\x07\x03\x42\x00",
               26);
constexpr QByteArrayView ed25519Prefix("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12);

std::unexpected<Problem> malformed(QString detail, const QString &pointer = {})
{
    return refuse(ProblemType::MalformedKey, std::move(detail), pointer);
}

/// Checks that the point lies on the curve (SP 800-56A section 5.6.2.3.3).
EvpKey p256Key(QByteArrayView point)
{
    const EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *key = nullptr;
    std::array<char, 11> group{"prime256v1"};
    // OpenSSL takes the parameters as changeable, and changes none here.
    QByteArray octets = point.toByteArray();
    std::array<OSSL_PARAM, 3> parameters = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, octets.data(),
                                          static_cast<std::size_t>(octets.size())),
        OSSL_PARAM_construct_end()};
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.data()) != 1)
        return nullptr;
    EvpKey result(key);
    const EvpKeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return check && EVP_PKEY_public_check(check.get()) == 1 ? std::move(result) : nullptr;
}

/// A context that is ready to verify with this key; copied for each use, which costs less than preparing one.
EvpKeyContext verifyContext(EVP_PKEY *key)
{
    EvpKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    if (!context || EVP_PKEY_verify_init(context.get()) != 1)
        failWithoutOpenSsl("prepare an ECDSA verification");
    return context;
}

bool verifyEd25519(EVP_PKEY *key, QByteArrayView message, QByteArrayView signature)
{
    const EvpDigestContext context(EVP_MD_CTX_new());
    return signature.size() == ed25519SignatureSize && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), unsignedData(signature), static_cast<std::size_t>(signature.size()),
                            unsignedData(message), static_cast<std::size_t>(message.size())) == 1;
}

} // namespace

struct PublicKey::Data
{
    Kind kind;
    EvpKey key;
    EvpKeyContext verifying; ///< P-256 only
    QByteArray bytes;        ///< x||y, or the 32 bytes of an Ed25519 key
    QString thumbprint;

    [[nodiscard]] json::Value jwk() const;
    [[nodiscard]] bool verifyEcdsa(QByteArrayView message, const EcdsaSignature &signature) const;
};

json::Value PublicKey::Data::jwk() const
{
    const auto text = [](QByteArrayView part) { return json::Value(QString::fromLatin1(encoding::toBase64Url(part))); };
    if (kind == Kind::Ed25519)
        return json::Object{{"crv"_L1, "Ed25519"_L1}, {"kty"_L1, "OKP"_L1}, {"x"_L1, text(bytes)}};
    return json::Object{{"crv"_L1, "P-256"_L1},
                        {"kty"_L1, "EC"_L1},
                        {"x"_L1, text(QByteArrayView(bytes).first(coordinateSize))},
                        {"y"_L1, text(QByteArrayView(bytes).last(coordinateSize))}};
}

bool PublicKey::Data::verifyEcdsa(QByteArrayView message, const EcdsaSignature &signature) const
{
    std::array<unsigned char, 32> digest;
    const EvpKeyContext context(EVP_PKEY_CTX_dup(verifying.get()));
    return context &&
           EVP_Digest(message.data(), static_cast<std::size_t>(message.size()), digest.data(), nullptr, sha256Method(),
                      nullptr) == 1 &&
           EVP_PKEY_verify(context.get(), unsignedData(signature.der()),
                           static_cast<std::size_t>(signature.der().size()), digest.data(), digest.size()) == 1;
}

PublicKey::PublicKey(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{}

Expected<PublicKey> PublicKey::fromP256Point(QByteArrayView point)
{
    if (point.size() != 1 + 2 * coordinateSize || point[0] != uncompressed)
        return malformed(u"A P-256 key is an uncompressed point of 65 bytes"_s);
    EvpKey key = p256Key(point);
    if (!key)
        return malformed(u"The coordinates are not a point of P-256"_s);
    EvpKeyContext verifying = verifyContext(key.get());
    return finished(Data{Kind::P256, std::move(key), std::move(verifying), point.sliced(1).toByteArray(), {}});
}

PublicKey PublicKey::finished(Data data)
{
    data.thumbprint = QString::fromLatin1(encoding::toBase64Url(sha256(json::canonical(data.jwk()))));
    return PublicKey(std::make_shared<const Data>(std::move(data)));
}

Expected<PublicKey> PublicKey::fromJwk(const json::Value &jwk, const QString &pointer)
{
    json::ObjectReader reader(jwk, pointer);
    const QString type = reader.text("kty"_L1);
    const QString curve = reader.text("crv"_L1);
    QByteArray bytes = reader.bytes("x"_L1, coordinateSize);
    if (type == u"EC")
        bytes += reader.bytes("y"_L1, coordinateSize);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    Expected<PublicKey> key = malformed(u"Only keys of P-256 and Ed25519 are used here"_s);
    if (type == u"EC" && curve == u"P-256")
        key = fromP256Point(uncompressed + bytes);
    else if (type == u"OKP" && curve == u"Ed25519")
        key = fromEd25519(bytes);
    return key ? key : std::unexpected(key.error().under(pointer));
}

Expected<PublicKey> PublicKey::fromSpki(QByteArrayView der)
{
    // One key has one encoding, so that comparing it is enough: the uncompressed point of the named curve.
    if (der.startsWith(p256Prefix))
        return fromP256Point(der.sliced(p256Prefix.size()));
    if (der.startsWith(ed25519Prefix))
        return fromEd25519(der.sliced(ed25519Prefix.size()));
    return malformed(u"The bytes are not the public key of P-256 (named curve, uncompressed) or Ed25519"_s);
}

Expected<PublicKey> PublicKey::fromEd25519(QByteArrayView raw)
{
    if (raw.size() != ed25519Size)
        return malformed(u"An Ed25519 key has 32 bytes"_s);
    EvpKey key(EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, unsignedData(raw),
                                              static_cast<std::size_t>(raw.size())));
    if (!key)
        return malformed(u"The bytes are not an Ed25519 key"_s);
    return finished(Data{Kind::Ed25519, std::move(key), nullptr, raw.toByteArray(), {}});
}

Expected<PublicKey> PublicKey::fromEvp(EVP_PKEY *key)
{
    if (key && EVP_PKEY_is_a(key, "ED25519") == 1) {
        QByteArray raw(ed25519Size, Qt::Uninitialized);
        auto size = static_cast<std::size_t>(raw.size());
        if (EVP_PKEY_get_raw_public_key(key, unsignedData(raw), &size) == 1)
            return fromEd25519(raw.first(static_cast<qsizetype>(size)));
    }
    std::array<char, 32> group{};
    if (!key || EVP_PKEY_is_a(key, "EC") != 1 ||
        EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) != 1 ||
        QByteArrayView(group.data()) != "prime256v1")
        return malformed(u"Only keys of P-256 and Ed25519 are used here"_s);

    QByteArray bytes(2 * coordinateSize, Qt::Uninitialized);
    qsizetype place = 0;
    for (const char *const name : {OSSL_PKEY_PARAM_EC_PUB_X, OSSL_PKEY_PARAM_EC_PUB_Y}) {
        BIGNUM *number = nullptr;
        if (EVP_PKEY_get_bn_param(key, name, &number) != 1)
            return malformed(u"The key has no public point"_s);
        const int written = BN_bn2binpad(number, unsignedData(bytes) + place, int(coordinateSize));
        BN_free(number);
        if (written != coordinateSize)
            return malformed(u"The key has no public point"_s);
        place += coordinateSize;
    }
    return fromP256Point(uncompressed + bytes);
}

PublicKey::Kind PublicKey::kind() const
{
    Q_ASSERT(m_data);
    return m_data->kind;
}

json::Value PublicKey::jwk() const
{
    return m_data ? m_data->jwk() : json::Value();
}

QByteArray PublicKey::spki() const
{
    if (!m_data)
        return {};
    if (m_data->kind == Kind::Ed25519)
        return ed25519Prefix.toByteArray() + m_data->bytes;
    return p256Prefix.toByteArray() + uncompressed + m_data->bytes;
}

QByteArray PublicKey::rawEd25519() const
{
    Q_ASSERT(m_data && m_data->kind == Kind::Ed25519);
    return m_data->bytes;
}

QString PublicKey::thumbprint() const
{
    return m_data ? m_data->thumbprint : QString();
}

bool PublicKey::verify(QByteArrayView message, QByteArrayView signature) const
{
    if (!m_data)
        return false;
    if (m_data->kind == Kind::Ed25519)
        return verifyEd25519(m_data->key.get(), message, signature);
    const auto pair = EcdsaSignature::fromRaw(signature);
    return pair && m_data->verifyEcdsa(message, *pair);
}

bool PublicKey::verifyDer(QByteArrayView message, QByteArrayView derSignature) const
{
    if (!m_data || m_data->kind != Kind::P256)
        return false;
    const auto pair = EcdsaSignature::fromDer(derSignature);
    return pair && m_data->verifyEcdsa(message, *pair);
}

} // namespace enigm::signing
