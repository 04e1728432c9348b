#include "contract/signing/Pkcs11Keys.h"

#include "contract/signing/Secret.h"

#include <array>

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

} // namespace

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

Expected<void> checkLabelIsFree(Pkcs11Session &session, const QString &label)
{
    QByteArray text = label.toUtf8();
    std::array attributes = {attributeOf(CKA_LABEL, text)};
    const auto taken = session.exists(attributes);
    if (!taken)
        return std::unexpected(taken.error());
    if (*taken)
        return refuse(ProblemType::AlreadyExists, u"The token holds a key of this label already"_s);
    return {};
}

Expected<void> generatePair(Pkcs11Session &session, const QString &keyLabel, PublicKey::Kind kind)
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

Expected<void> generateSecret(Pkcs11Session &session, const QString &keyLabel)
{
    QByteArray label = keyLabel.toUtf8();
    QByteArray id = randomBytes(16);
    CK_OBJECT_CLASS kind = CKO_SECRET_KEY;
    CK_KEY_TYPE type = CKK_GENERIC_SECRET;
    CK_ULONG size = 32;
    CK_BBOOL yes = CK_TRUE;
    CK_BBOOL no = CK_FALSE;
    std::array attributes = {attributeOf(CKA_CLASS, kind),    attributeOf(CKA_KEY_TYPE, type),
                             attributeOf(CKA_TOKEN, yes),     attributeOf(CKA_LABEL, label),
                             attributeOf(CKA_ID, id),         attributeOf(CKA_VALUE_LEN, size),
                             attributeOf(CKA_SIGN, yes),      attributeOf(CKA_PRIVATE, yes),
                             attributeOf(CKA_SENSITIVE, yes), attributeOf(CKA_EXTRACTABLE, no)};
    return session.generateKey(CKM_GENERIC_SECRET_KEY_GEN, attributes);
}

Expected<void> checkStays(Pkcs11Session &session, CK_OBJECT_HANDLE key)
{
    const auto extractable = session.attribute(key, CKA_EXTRACTABLE);
    if (!extractable)
        return std::unexpected(extractable.error());
    const auto sensitive = session.attribute(key, CKA_SENSITIVE);
    if (!sensitive)
        return std::unexpected(sensitive.error());
    if (*extractable != QByteArray(1, char(CK_FALSE)) || *sensitive != QByteArray(1, char(CK_TRUE)))
        return refuse(ProblemType::TokenUnavailable,
                      u"The token gives this key out to whoever has its PIN, so it is not used"_s);
    return {};
}

Expected<QByteArray> signBy(Pkcs11Session &session, CK_OBJECT_HANDLE key, PublicKey::Kind kind, QByteArrayView message)
{
    auto signature = kind == PublicKey::Kind::P256 ? session.sign(key, CKM_ECDSA, sha256(message))
                                                   : session.sign(key, CKM_EDDSA, message);
    if (signature && signature->size() != 64)
        return refuse(ProblemType::TokenUnavailable, u"The token answered something else than a signature"_s);
    return signature;
}

} // namespace enigm::signing
