#include "contract/signing/Pkcs11Signer.h"

#include "contract/signing/Pkcs11Session.h"

#include <array>
#include <mutex>

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

// Object identifiers as CKA_EC_PARAMS takes them: prime256v1 (SEC 2), Ed25519 (RFC 8410).
constexpr QByteArrayView p256Parameters("\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07", 10);
constexpr QByteArrayView ed25519Parameters("\x06\x03\x2b\x65\x70", 5);

CK_ATTRIBUTE attributeOf(CK_ATTRIBUTE_TYPE type, QByteArray &bytes)
{
    return {type, bytes.data(), static_cast<CK_ULONG>(bytes.size())};
}

template <typename T>
CK_ATTRIBUTE attributeOf(CK_ATTRIBUTE_TYPE type, T &value)
{
    return {type, &value, sizeof value};
}

Expected<CK_OBJECT_HANDLE> findKey(Pkcs11Session &session, CK_OBJECT_CLASS kind, const QString &label)
{
    QByteArray text = label.toUtf8();
    std::array attributes = {attributeOf(CKA_CLASS, kind), attributeOf(CKA_LABEL, text)};
    return session.findOne(attributes);
}

/// CKA_EC_POINT is a DER OCTET STRING around the point; some tokens leave the wrapping out.
Expected<PublicKey> readPublicKey(Pkcs11Session &session, const QString &label)
{
    const auto object = findKey(session, CKO_PUBLIC_KEY, label);
    if (!object)
        return std::unexpected(object.error());
    const auto parameters = session.attribute(*object, CKA_EC_PARAMS);
    if (!parameters)
        return std::unexpected(parameters.error());
    const auto point = session.attribute(*object, CKA_EC_POINT);
    if (!point)
        return std::unexpected(point.error());
    if (*parameters != p256Parameters)
        return PublicKey::fromEd25519(point->last(qMin<qsizetype>(point->size(), 32)));
    return PublicKey::fromP256Point(point->last(qMin<qsizetype>(point->size(), 65)));
}

class Pkcs11Signer final : public Signer
{
public:
    Pkcs11Signer(std::unique_ptr<Pkcs11Session> session, QString label, PublicKey publicKey)
        : m_session(std::move(session))
        , m_label(std::move(label))
        , m_public(std::move(publicKey))
    {}

    [[nodiscard]] const PublicKey &publicKey() const override { return m_public; }

    [[nodiscard]] Expected<QByteArray> sign(QByteArrayView message) const override
    {
        const std::lock_guard lock(m_mutex); // a session signs one thing at a time
        // Looked up each time: another log-in to this token takes the handles of private keys away.
        const auto key = findKey(*m_session, CKO_PRIVATE_KEY, m_label);
        if (!key)
            return std::unexpected(key.error());
        auto signature = m_public.kind() == PublicKey::Kind::P256 ? m_session->sign(*key, CKM_ECDSA, sha256(message))
                                                                  : m_session->sign(*key, CKM_EDDSA, message);
        if (signature && signature->size() != 64)
            return refuse(ProblemType::TokenUnavailable, u"The token answered something else than a signature"_s);
        return signature;
    }

private:
    mutable std::mutex m_mutex;
    std::unique_ptr<Pkcs11Session> m_session;
    QString m_label;
    PublicKey m_public;
};

Expected<std::unique_ptr<Signer>> signerOf(std::unique_ptr<Pkcs11Session> session, const QString &label)
{
    auto publicKey = readPublicKey(*session, label);
    if (!publicKey)
        return std::unexpected(publicKey.error());
    if (const auto key = findKey(*session, CKO_PRIVATE_KEY, label); !key)
        return std::unexpected(key.error());
    return std::make_unique<Pkcs11Signer>(std::move(session), label, std::move(*publicKey));
}

Expected<void> generate(Pkcs11Session &session, const QString &keyLabel, PublicKey::Kind kind)
{
    const bool isP256 = kind == PublicKey::Kind::P256;
    QByteArray label = keyLabel.toUtf8();
    QByteArray id = randomBytes(16);
    QByteArray parameters = (isP256 ? p256Parameters : ed25519Parameters).toByteArray();
    CK_KEY_TYPE type = isP256 ? CKK_EC : CKK_EC_EDWARDS;
    CK_BBOOL yes = CK_TRUE;
    CK_BBOOL no = CK_FALSE;
    std::array publicPart = {attributeOf(CKA_TOKEN, yes),  attributeOf(CKA_LABEL, label),
                             attributeOf(CKA_ID, id),      attributeOf(CKA_KEY_TYPE, type),
                             attributeOf(CKA_VERIFY, yes), attributeOf(CKA_EC_PARAMS, parameters)};
    std::array privatePart = {attributeOf(CKA_TOKEN, yes),     attributeOf(CKA_LABEL, label),
                              attributeOf(CKA_ID, id),         attributeOf(CKA_KEY_TYPE, type),
                              attributeOf(CKA_SIGN, yes),      attributeOf(CKA_PRIVATE, yes),
                              attributeOf(CKA_SENSITIVE, yes), attributeOf(CKA_EXTRACTABLE, no)};
    return session.generatePair(isP256 ? CKM_EC_KEY_PAIR_GEN : CKM_EC_EDWARDS_KEY_PAIR_GEN, publicPart, privatePart);
}

} // namespace

Expected<std::unique_ptr<Signer>> openPkcs11(const Pkcs11KeyReference &reference, const Secret &pin)
{
    auto session = Pkcs11Session::open(reference, pin);
    if (!session)
        return std::unexpected(session.error());
    return signerOf(std::move(*session), reference.keyLabel);
}

Expected<std::unique_ptr<Signer>> generatePkcs11(const Pkcs11KeyReference &reference, const Secret &pin,
                                                 PublicKey::Kind kind)
{
    auto session = Pkcs11Session::open(reference, pin);
    if (!session)
        return std::unexpected(session.error());
    QByteArray label = reference.keyLabel.toUtf8();
    std::array attributes = {attributeOf(CKA_LABEL, label)};
    const auto taken = (*session)->exists(attributes);
    if (!taken)
        return std::unexpected(taken.error());
    if (*taken)
        return refuse(ProblemType::AlreadyExists, u"The token holds a key of this label already"_s);
    if (auto done = generate(**session, reference.keyLabel, kind); !done)
        return std::unexpected(done.error());
    return signerOf(std::move(*session), reference.keyLabel);
}

} // namespace enigm::signing
