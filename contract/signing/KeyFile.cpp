#include "contract/signing/KeyFile.h"

#include "contract/encoding/Base64Url.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/signing/OpenSsl.h"

#include <openssl/crypto.h>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr quint64 scryptN = 1 << 15;
constexpr quint64 scryptR = 8;
constexpr quint64 scryptP = 1;
constexpr quint64 scryptMemory =
    128 * scryptR * (scryptN + scryptP + 2) + 1024 * 1024; // OpenSSL's default is too small
constexpr qsizetype saltSize = 16;
constexpr qsizetype nonceSize = 12; // SP 800-38D section 8.2
constexpr qsizetype tagSize = 16;
constexpr qsizetype largestKey = 64 * 1024;
constexpr qsizetype largestBytes = 10 * 1024 * 1024; // as base64url it still fits what json::parse takes

/// A key of AES-256 that is wiped when it is let go.
class WrappingKey
{
public:
    WrappingKey(const Secret &passphrase, const QByteArray &salt)
    {
        const QByteArrayView text = passphrase.view();
        // An empty view may have no address, which OpenSSL would take for a question about parameters.
        if (EVP_PBE_scrypt_ex(text.isEmpty() ? "" : text.data(), static_cast<std::size_t>(text.size()),
                              unsignedData(salt), static_cast<std::size_t>(salt.size()), scryptN, scryptR, scryptP,
                              scryptMemory, m_bytes.data(), m_bytes.size(), nullptr, nullptr) != 1)
            failWithoutOpenSsl("derive a key by scrypt");
    }
    ~WrappingKey() { OPENSSL_cleanse(m_bytes.data(), m_bytes.size()); }
    Q_DISABLE_COPY_MOVE(WrappingKey)

    [[nodiscard]] const unsigned char *data() const { return m_bytes.data(); }

private:
    std::array<unsigned char, 32> m_bytes{};
};

QByteArray encrypt(const WrappingKey &key, const QByteArray &nonce, QByteArrayView bytes, QByteArrayView context)
{
    QByteArray out(bytes.size() + tagSize, Qt::Uninitialized);
    int size = 0;
    const EvpCipherContext cipher(EVP_CIPHER_CTX_new());
    if (!cipher ||
        EVP_EncryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.data(), unsignedData(nonce), nullptr) != 1 ||
        EVP_EncryptUpdate(cipher.get(), nullptr, &size, unsignedData(context), static_cast<int>(context.size())) != 1 ||
        EVP_EncryptUpdate(cipher.get(), unsignedData(out), &size, unsignedData(bytes),
                          static_cast<int>(bytes.size())) != 1 ||
        EVP_EncryptFinal_ex(cipher.get(), unsignedData(out) + size, &size) != 1 ||
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, int(tagSize), unsignedData(out) + bytes.size()) != 1)
        failWithoutOpenSsl("encrypt by AES-256-GCM");
    return out;
}

Expected<Secret> decrypt(const WrappingKey &key, const QByteArray &nonce, QByteArrayView sealed, QByteArrayView context)
{
    QByteArray out(sealed.size() - tagSize, Qt::Uninitialized);
    QByteArray tag = sealed.last(tagSize).toByteArray();
    int size = 0;
    const EvpCipherContext cipher(EVP_CIPHER_CTX_new());
    const bool opened =
        cipher && EVP_DecryptInit_ex2(cipher.get(), EVP_aes_256_gcm(), key.data(), unsignedData(nonce), nullptr) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &size, unsignedData(context), static_cast<int>(context.size())) == 1 &&
        EVP_DecryptUpdate(cipher.get(), unsignedData(out), &size, unsignedData(sealed), static_cast<int>(out.size())) ==
            1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, int(tagSize), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), unsignedData(out) + size, &size) == 1;
    Secret secret = Secret::taking(out);
    if (!opened)
        return refuse(ProblemType::WrongPassphrase, u"The passphrase does not open it, or it was changed"_s);
    return secret;
}

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(encoding::toBase64Url(bytes));
}

/// The members that both forms share.
struct Sealed
{
    QByteArray salt;
    QByteArray nonce;
    QByteArray ciphertext;

    static Sealed seal(QByteArrayView bytes, const Secret &passphrase, QByteArrayView context)
    {
        Sealed sealed{randomBytes(saltSize), randomBytes(nonceSize), {}};
        sealed.ciphertext = encrypt(WrappingKey(passphrase, sealed.salt), sealed.nonce, bytes, context);
        return sealed;
    }
    [[nodiscard]] Expected<Secret> open(const Secret &passphrase, QByteArrayView context) const
    {
        return decrypt(WrappingKey(passphrase, salt), nonce, ciphertext, context);
    }
    [[nodiscard]] json::Object toJson() const;
    static Sealed read(json::ObjectReader &reader, qsizetype largestCiphertext);
};

json::Object Sealed::toJson() const
{
    return {{"v"_L1, 1},
            {"kdf"_L1, json::Object{{"name"_L1, "scrypt"_L1},
                                    {"n"_L1, qint64(scryptN)},
                                    {"r"_L1, qint64(scryptR)},
                                    {"p"_L1, qint64(scryptP)},
                                    {"salt"_L1, text(salt)}}},
            {"nonce"_L1, text(nonce)},
            {"ciphertext"_L1, text(ciphertext)}};
}

/// The salt. Other costs than ours are refused: a file must not choose how long we work for it.
Expected<QByteArray> readKdf(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    if (reader.text("name"_L1) != u"scrypt")
        reader.fail({ProblemType::UnsupportedVersion, u"Only scrypt is used here"_s, reader.pointerTo("name"_L1)});
    (void)reader.integer("n"_L1, scryptN, scryptN);
    (void)reader.integer("r"_L1, scryptR, scryptR);
    (void)reader.integer("p"_L1, scryptP, scryptP);
    QByteArray salt = reader.bytes("salt"_L1, saltSize);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return salt;
}

Sealed Sealed::read(json::ObjectReader &reader, qsizetype largestCiphertext)
{
    if (reader.integer("v"_L1) != 1)
        reader.fail({ProblemType::UnsupportedVersion, u"Only version 1 is known here"_s, reader.pointerTo("v"_L1)});
    Sealed sealed{.salt = reader.with("kdf"_L1, readKdf),
                  .nonce = reader.bytes("nonce"_L1, nonceSize),
                  .ciphertext = reader.bytes("ciphertext"_L1)};
    if (sealed.ciphertext.size() < tagSize || sealed.ciphertext.size() > largestCiphertext)
        reader.fail(
            {ProblemType::OutOfRange, u"The ciphertext is too short or too long"_s, reader.pointerTo("ciphertext"_L1)});
    return sealed;
}

QByteArray keyContext(const PublicKey &key)
{
    return json::canonical(key.jwk());
}

} // namespace

SealedKey SealedKey::seal(const PrivateKey &key, const Secret &passphrase)
{
    SealedKey result(key.publicKey());
    Sealed sealed = Sealed::seal(key.pkcs8().view(), passphrase, keyContext(key.publicKey()));
    result.m_salt = std::move(sealed.salt);
    result.m_nonce = std::move(sealed.nonce);
    result.m_ciphertext = std::move(sealed.ciphertext);
    return result;
}

Expected<SealedKey> SealedKey::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Sealed sealed = Sealed::read(reader, largestKey);
    SealedKey result(reader.with("public"_L1, PublicKey::fromJwk));
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    result.m_salt = std::move(sealed.salt);
    result.m_nonce = std::move(sealed.nonce);
    result.m_ciphertext = std::move(sealed.ciphertext);
    return result;
}

json::Value SealedKey::toJson() const
{
    json::Object object = Sealed{m_salt, m_nonce, m_ciphertext}.toJson();
    object.insert(u"public"_s, m_public.jwk());
    return object;
}

Expected<std::unique_ptr<Signer>> SealedKey::unlock(const Secret &passphrase) const
{
    const auto der = Sealed{m_salt, m_nonce, m_ciphertext}.open(passphrase, keyContext(m_public));
    if (!der)
        return std::unexpected(der.error());
    auto key = PrivateKey::fromPkcs8(der->view());
    if (key && (*key)->publicKey() != m_public)
        return refuse(ProblemType::MalformedKey, u"The file names another public key than it holds"_s);
    return key;
}

json::Value sealBytes(QByteArrayView bytes, const Secret &passphrase, QByteArrayView context)
{
    Q_ASSERT(bytes.size() <= largestBytes - tagSize);
    return Sealed::seal(bytes, passphrase, context).toJson();
}

Expected<Secret> openBytes(const json::Value &sealed, const Secret &passphrase, QByteArrayView context)
{
    json::ObjectReader reader(sealed);
    const Sealed read = Sealed::read(reader, largestBytes);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return read.open(passphrase, context);
}

} // namespace enigm::signing
