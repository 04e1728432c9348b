#include "contract/signing/PublicKey.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/EcdsaSignature.h"
#include "contract/signing/OpenSsl.h"
#include "contract/signing/Secret.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>

#include <array>
#include <mutex>

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr qsizetype coordinateSize = 32;
constexpr qsizetype digestSize = 32;
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

using EcGroup = std::unique_ptr<EC_GROUP, Releasing<EC_GROUP_free>>;
using EcPoint = std::unique_ptr<EC_POINT, Releasing<EC_POINT_free>>;

/// Whether 65 bytes from 0x04 are a point of the curve, which OpenSSL checks as it decodes. The cofactor of P-256 is 1,
/// so that nothing else is left of the validation of SP 800-56A section 5.6.2.3.3: the point at infinity has another
/// form.
bool isP256Point(QByteArrayView point)
{
    static const EcGroup group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    const EcPoint decoded(group ? EC_POINT_new(group.get()) : nullptr);
    if (!decoded)
        failWithoutOpenSsl("use P-256");
    return EC_POINT_oct2point(group.get(), decoded.get(), unsignedData(point), static_cast<std::size_t>(point.size()),
                              nullptr) == 1;
}

/// The group alone, as a key to be copied and filled: to build it costs as much as a fourth of a verification.
EvpKey p256Parameters()
{
    const EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY *parameters = nullptr;
    std::array<char, 11> name{"prime256v1"};
    std::array<OSSL_PARAM, 2> wanted = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name.data(), 0),
                                        OSSL_PARAM_construct_end()};
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &parameters, EVP_PKEY_KEY_PARAMETERS, wanted.data()) != 1)
        failWithoutOpenSsl("use P-256");
    return EvpKey(parameters);
}

/// A context that is ready to verify with the key of this point; copied for each use, which costs less than preparing
/// one.
EvpKeyContext verifyContext(QByteArrayView point)
{
    static const EvpKey parameters = p256Parameters();
    const EvpKey key(EVP_PKEY_dup(parameters.get()));
    if (!key ||
        EVP_PKEY_set1_encoded_public_key(key.get(), unsignedData(point), static_cast<std::size_t>(point.size())) != 1)
        failWithoutOpenSsl("take a point of P-256");
    EvpKeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
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
    Data(Kind ofKind, QByteArrayView ofBytes, EvpKey ofKey);

    const Kind kind;
    const QByteArray bytes;  ///< x||y, or the 32 bytes of an Ed25519 key
    const EvpKey ed25519Key; ///< of that kind only
    QString thumbprint;

    [[nodiscard]] json::Value jwk() const;
    /// `digest` is SHA-256 of the message.
    [[nodiscard]] bool verifyEcdsa(QByteArrayView digest, const EcdsaSignature &signature) const;

private:
    /// Made where a signature is verified first: a directory holds many keys that sign nothing that is looked at.
    [[nodiscard]] EVP_PKEY_CTX *verifying() const;

    mutable std::once_flag m_once;
    mutable EvpKeyContext m_verifying; ///< P-256 only
};

PublicKey::Data::Data(Kind ofKind, QByteArrayView ofBytes, EvpKey ofKey)
    : kind(ofKind)
    , bytes(ofBytes.toByteArray())
    , ed25519Key(std::move(ofKey))
{
    thumbprint = QString::fromLatin1(encoding::toBase64Url(sha256(json::canonical(jwk()))));
}

EVP_PKEY_CTX *PublicKey::Data::verifying() const
{
    std::call_once(m_once, [this] { m_verifying = verifyContext(uncompressed + bytes); });
    return m_verifying.get();
}

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

bool PublicKey::Data::verifyEcdsa(QByteArrayView digest, const EcdsaSignature &signature) const
{
    const EvpKeyContext context(EVP_PKEY_CTX_dup(verifying()));
    return context && EVP_PKEY_verify(context.get(), unsignedData(signature.der()),
                                      static_cast<std::size_t>(signature.der().size()), unsignedData(digest),
                                      static_cast<std::size_t>(digest.size())) == 1;
}

PublicKey::PublicKey(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{}

Expected<PublicKey> PublicKey::fromP256Point(QByteArrayView point)
{
    if (point.size() != 1 + 2 * coordinateSize || point[0] != uncompressed)
        return malformed(u"A P-256 key is an uncompressed point of 65 bytes"_s);
    if (!isP256Point(point))
        return malformed(u"The coordinates are not a point of P-256"_s);
    return PublicKey(std::make_shared<const Data>(Kind::P256, point.sliced(1), nullptr));
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
    return PublicKey(std::make_shared<const Data>(Kind::Ed25519, raw, std::move(key)));
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
        return verifyEd25519(m_data->ed25519Key.get(), message, signature);
    const auto pair = EcdsaSignature::fromRaw(signature);
    return pair && m_data->verifyEcdsa(sha256(message), *pair);
}

bool PublicKey::verifyDigest(QByteArrayView digest, QByteArrayView signature) const
{
    if (!m_data || m_data->kind != Kind::P256 || digest.size() != digestSize)
        return false;
    const auto pair = EcdsaSignature::fromRaw(signature);
    return pair && m_data->verifyEcdsa(digest, *pair);
}

bool PublicKey::verifyDer(QByteArrayView message, QByteArrayView derSignature) const
{
    if (!m_data || m_data->kind != Kind::P256)
        return false;
    const auto pair = EcdsaSignature::fromDer(derSignature);
    return pair && m_data->verifyEcdsa(sha256(message), *pair);
}

} // namespace enigm::signing
