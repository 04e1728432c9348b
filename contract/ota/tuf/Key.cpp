#include "contract/ota/tuf/Key.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/ObjectReader.h"
#include "contract/ota/tuf/Limits.h"
#include "contract/ota/tuf/MetadataMembers.h"
#include "contract/ota/tuf/MetadataText.h"
#include "contract/signing/EcdsaSignature.h"
#include "contract/signing/OpenSsl.h"
#include "contract/signing/Secret.h"

#include <openssl/rsa.h>

using namespace Qt::StringLiterals;

namespace enigm::ota::tuf {

namespace {

constexpr auto ed25519Word = "ed25519"_L1;
constexpr auto ecdsaWord = "ecdsa"_L1;
constexpr auto ecdsaScheme = "ecdsa-sha2-nistp256"_L1;
constexpr auto rsaWord = "rsa"_L1;
constexpr auto rsaScheme = "rsassa-pss-sha256"_L1;
constexpr int leastRsaBits = 2048;
constexpr int mostRsaBits = 8192;

constexpr QByteArrayView pemBegin("-----BEGIN PUBLIC KEY-----\n");
constexpr QByteArrayView pemEnd("\n-----END PUBLIC KEY-----");
constexpr qsizetype pemWidth = 64;

std::unexpected<Problem> malformed(QString detail)
{
    return refuse(ProblemType::MalformedKey, std::move(detail));
}

Expected<QByteArray> fromPem(const QString &pem)
{
    QByteArray text = pem.toUtf8();
    if (text.endsWith('\n'))
        text.chop(1);
    if (!text.startsWith(pemBegin) || !text.endsWith(pemEnd) || text.size() < pemBegin.size() + pemEnd.size())
        return malformed(u"The key is not a public key in PEM"_s);
    text = text.sliced(pemBegin.size()).chopped(pemEnd.size());
    return encoding::fromBase64(text.replace('\n', ""));
}

QString toPem(QByteArrayView der)
{
    const QByteArray base64 = der.toByteArray().toBase64();
    QByteArray lines;
    for (qsizetype begin = 0; begin < base64.size(); begin += pemWidth)
        lines += base64.mid(begin, pemWidth) + '\n';
    return QString::fromLatin1(pemBegin.toByteArray() + lines.chopped(1) + pemEnd.toByteArray() + '\n');
}

bool verifyPss(EVP_PKEY *key, QByteArrayView message, QByteArrayView signature)
{
    const signing::EvpDigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *parameters = nullptr; // the context's own
    return context && EVP_DigestVerifyInit(context.get(), &parameters, signing::sha256Method(), nullptr, key) == 1 &&
           EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, signing::sha256Method()) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_AUTO) == 1 &&
           EVP_DigestVerify(context.get(), signing::unsignedData(signature), static_cast<std::size_t>(signature.size()),
                            signing::unsignedData(message), static_cast<std::size_t>(message.size())) == 1;
}

} // namespace

Key::Key(const signing::PublicKey &key)
    : m_identity(key.spki())
    , m_key(key)
{
    switch (key.kind()) {
    case signing::PublicKey::Kind::Ed25519:
        m_type = m_scheme = ed25519Word;
        m_public = QString::fromLatin1(key.rawEd25519().toHex());
        return;
    case signing::PublicKey::Kind::P256:
        m_type = ecdsaWord;
        m_scheme = ecdsaScheme;
        m_public = toPem(key.spki());
        return;
    }
}

Expected<Key> Key::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(onlyKnown(value, {"keytype"_L1, "keyval"_L1, "scheme"_L1}), pointer);
    Key key;
    key.m_type = reader.text("keytype"_L1);
    key.m_scheme = reader.text("scheme"_L1);
    const json::Value values = reader.value("keyval"_L1);
    json::ObjectReader inner(onlyKnown(values, {"public"_L1}), reader.pointerTo("keyval"_L1));
    key.m_public = inner.text("public"_L1);
    for (const auto &done : {reader.finish(), inner.finish()}) {
        if (!done)
            return std::unexpected(done.error());
    }
    key.m_identity = key.m_public.toUtf8();
    if (const auto read = key.readPem(); !read)
        return std::unexpected(read.error().under(inner.pointerTo("public"_L1)));
    return key;
}

Expected<void> Key::readPem()
{
    if (m_type == ed25519Word && m_scheme == ed25519Word) {
        const auto raw = parseHex(m_public, {});
        if (!raw)
            return std::unexpected(raw.error());
        const auto key = signing::PublicKey::fromEd25519(*raw);
        if (!key)
            return std::unexpected(key.error());
        m_key = *key;
        m_identity = m_key.spki();
        return {};
    }
    const bool isEcdsa = (m_type == ecdsaWord || m_type == ecdsaScheme) && m_scheme == ecdsaScheme;
    if (!isEcdsa && !(m_type == rsaWord && m_scheme == rsaScheme))
        return {};
    const auto spki = fromPem(m_public);
    if (!spki)
        return std::unexpected(spki.error());
    m_identity = *spki;
    if (!isEcdsa)
        return readRsa(*spki);
    const auto key = signing::PublicKey::fromSpki(*spki);
    if (!key)
        return std::unexpected(key.error());
    if (key->kind() != signing::PublicKey::Kind::P256)
        return malformed(u"The key is of another kind than it says"_s);
    m_key = *key;
    return {};
}

Expected<void> Key::readRsa(QByteArrayView spki)
{
    const unsigned char *next = signing::unsignedData(spki);
    m_rsa.reset(d2i_PUBKEY(nullptr, &next, static_cast<long>(spki.size())), EVP_PKEY_free);
    if (!m_rsa || next != signing::unsignedData(spki) + spki.size() || EVP_PKEY_is_a(m_rsa.get(), "RSA") != 1)
        return malformed(u"The key is not an RSA key"_s);
    const int bits = EVP_PKEY_get_bits(m_rsa.get());
    if (bits < leastRsaBits || bits > mostRsaBits)
        return malformed(u"An RSA key has 2048 to 8192 bits here"_s);
    return {};
}

json::Value Key::toJson() const
{
    return json::Object{
        {"keytype"_L1, m_type}, {"keyval"_L1, json::Object{{"public"_L1, m_public}}}, {"scheme"_L1, m_scheme}};
}

QString Key::keyid() const
{
    return QString::fromLatin1(signing::sha256(signedText(toJson())).toHex());
}

bool Key::verify(QByteArrayView message, QByteArrayView signature) const
{
    if (m_rsa)
        return verifyPss(m_rsa.get(), message, signature);
    if (m_key.isNull())
        return false;
    return m_key.kind() == signing::PublicKey::Kind::Ed25519 ? m_key.verify(message, signature)
                                                             : m_key.verifyDer(message, signature);
}

Expected<KeyTable> parseKeys(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"Keys are an object of key ids"_s, pointer);
    if (value.object().size() > maxKeys)
        return refuse(ProblemType::TooLarge, u"There are too many keys"_s, pointer);
    KeyTable keys;
    for (const json::Object::Member &member : value.object()) {
        auto key = Key::fromJson(member.value, pointer + u'/' + member.name);
        if (!key)
            return std::unexpected(key.error());
        keys.insert(member.name, std::move(*key));
    }
    return keys;
}

json::Value keysJson(const KeyTable &keys)
{
    json::Object result;
    for (auto key = keys.begin(); key != keys.end(); ++key)
        result.insert(key.key(), key->toJson());
    return result;
}

Expected<QByteArray> signWith(const signing::Signer &signer, QByteArrayView message)
{
    auto signature = signer.sign(message);
    if (!signature || signer.publicKey().kind() == signing::PublicKey::Kind::Ed25519)
        return signature;
    const auto pair = signing::EcdsaSignature::fromRaw(*signature);
    if (!pair)
        return refuse(ProblemType::BadSignature, u"The signer made no signature of P-256"_s);
    return pair->der().toByteArray();
}

} // namespace enigm::ota::tuf
