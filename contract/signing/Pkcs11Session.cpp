#include "contract/signing/Pkcs11Session.h"

#include <QFile>
#include <QFileInfo>

#include <p11-kit/p11-kit.h>

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr uint administrator = 0;

std::unexpected<Problem> unavailable(QString detail)
{
    return refuse(ProblemType::TokenUnavailable, std::move(detail));
}

/// The refusal of a call, with PKCS#11's name for its reason.
std::unexpected<Problem> refused(const char *act, CK_RV result)
{
    return unavailable(
        u"The token could not %1: %2"_s.arg(QLatin1StringView(act), QString::fromUtf8(p11_kit_strerror(result))));
}

CK_ULONG countOf(std::span<CK_ATTRIBUTE> attributes)
{
    return static_cast<CK_ULONG>(attributes.size());
}

bool isPinProblem(CK_RV result)
{
    return result == CKR_PIN_INCORRECT || result == CKR_PIN_LEN_RANGE || result == CKR_PIN_INVALID;
}

} // namespace

Expected<std::unique_ptr<Pkcs11Session>> Pkcs11Session::open(const Pkcs11KeyReference &reference, const Secret &pin)
{
    std::unique_ptr<Pkcs11Session> session(new Pkcs11Session);
    if (auto done = session->load(reference.modulePath); !done)
        return std::unexpected(done.error());
    if (auto done = session->openToken(reference.tokenLabel); !done)
        return std::unexpected(done.error());
    if (auto done = session->logIn(pin); !done)
        return std::unexpected(done.error());
    return session;
}

Pkcs11Session::~Pkcs11Session()
{
    if (m_session != CK_INVALID_HANDLE)
        m_module->C_CloseSession(m_session);
    if (m_isInitialized)
        p11_kit_module_finalize(m_module);
    if (m_module)
        p11_kit_module_release(m_module);
}

Expected<void> Pkcs11Session::load(const QString &modulePath)
{
    m_module = p11_kit_module_load(QFile::encodeName(modulePath).constData(), 0);
    if (!m_module)
        return unavailable(u"The PKCS#11 module %1 cannot be loaded"_s.arg(modulePath));
    const CK_RV result = p11_kit_module_initialize(m_module);
    m_isInitialized = result == CKR_OK;
    if (!m_isInitialized)
        return refused("be initialised", result);
    return {};
}

Expected<void> Pkcs11Session::openToken(const QString &label)
{
    CK_ULONG count = 0;
    CK_RV result = m_module->C_GetSlotList(CK_TRUE, nullptr, &count);
    std::vector<CK_SLOT_ID> tokenSlots(count);
    if (result == CKR_OK)
        result = m_module->C_GetSlotList(CK_TRUE, tokenSlots.data(), &count);
    if (result != CKR_OK)
        return refused("be listed", result);
    tokenSlots.resize(count);

    for (const CK_SLOT_ID slot : tokenSlots) {
        CK_TOKEN_INFO info{};
        if (m_module->C_GetTokenInfo(slot, &info) != CKR_OK || (info.flags & CKF_TOKEN_INITIALIZED) == 0)
            continue;
        const QByteArrayView padded(info.label, qsizetype(sizeof info.label)); // with spaces
        if (QString::fromUtf8(padded).trimmed() != label)
            continue;
        result = m_module->C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, nullptr, nullptr, &m_session);
        if (result != CKR_OK)
            return refused("open a session", result);
        return {};
    }
    return unavailable(u"There is no token labelled %1"_s.arg(label));
}

Expected<void> Pkcs11Session::logIn(const Secret &pin)
{
    QByteArray changeable = pin.view().toByteArray(); // the interface is not const; it changes nothing
    const auto logIn = [&] {
        return m_module->C_Login(m_session, CKU_USER, reinterpret_cast<CK_UTF8CHAR *>(changeable.data()),
                                 static_cast<CK_ULONG>(changeable.size()));
    };
    CK_RV result = logIn();
    if (result == CKR_USER_ALREADY_LOGGED_IN) {
        // A log-in counts for the whole process, and a token does not check the PIN of a second one: check it. With a
        // wrong PIN everybody is logged out, which fails closed.
        m_module->C_Logout(m_session);
        result = logIn();
    }
    (void)Secret::taking(changeable);
    if (isPinProblem(result))
        return refuse(ProblemType::WrongPassphrase, u"The token refuses the PIN"_s);
    if (result == CKR_PIN_LOCKED)
        return unavailable(u"The PIN of the token is locked"_s);
    if (result != CKR_OK)
        return refused("log in", result);
    return {};
}

Expected<std::vector<CK_OBJECT_HANDLE>> Pkcs11Session::find(std::span<CK_ATTRIBUTE> attributes)
{
    std::vector<CK_OBJECT_HANDLE> found(2);
    CK_ULONG count = 0;
    CK_RV result = m_module->C_FindObjectsInit(m_session, attributes.data(), countOf(attributes));
    if (result == CKR_OK) {
        result = m_module->C_FindObjects(m_session, found.data(), found.size(), &count);
        m_module->C_FindObjectsFinal(m_session);
    }
    if (result != CKR_OK)
        return refused("find an object", result);
    found.resize(count);
    return found;
}

Expected<CK_OBJECT_HANDLE> Pkcs11Session::findOne(std::span<CK_ATTRIBUTE> attributes)
{
    const auto found = find(attributes);
    if (!found)
        return std::unexpected(found.error());
    if (found->empty())
        return unavailable(u"The token holds no such key"_s);
    if (found->size() > 1)
        return unavailable(u"The token holds several keys of this label"_s);
    return found->front();
}

Expected<bool> Pkcs11Session::exists(std::span<CK_ATTRIBUTE> attributes)
{
    const auto found = find(attributes);
    if (!found)
        return std::unexpected(found.error());
    return !found->empty();
}

Expected<QByteArray> Pkcs11Session::attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type)
{
    QByteArray value(256, Qt::Uninitialized); // keys' points and ids are far smaller
    CK_ATTRIBUTE attribute{type, value.data(), static_cast<CK_ULONG>(value.size())};
    const CK_RV result = m_module->C_GetAttributeValue(m_session, object, &attribute, 1);
    if (result != CKR_OK || attribute.ulValueLen > static_cast<CK_ULONG>(value.size()))
        return refused("tell an attribute", result);
    value.truncate(static_cast<qsizetype>(attribute.ulValueLen));
    return value;
}

Expected<void> Pkcs11Session::generatePair(CK_MECHANISM_TYPE mechanism, std::span<CK_ATTRIBUTE> publicPart,
                                           std::span<CK_ATTRIBUTE> privatePart)
{
    CK_MECHANISM chosen{mechanism, nullptr, 0};
    CK_OBJECT_HANDLE publicKey = CK_INVALID_HANDLE;
    CK_OBJECT_HANDLE privateKey = CK_INVALID_HANDLE;
    const CK_RV result = m_module->C_GenerateKeyPair(m_session, &chosen, publicPart.data(), countOf(publicPart),
                                                     privatePart.data(), countOf(privatePart), &publicKey, &privateKey);
    if (result != CKR_OK)
        return refused("generate a key", result);
    return {};
}

Expected<void> Pkcs11Session::generateKey(CK_MECHANISM_TYPE mechanism, std::span<CK_ATTRIBUTE> attributes)
{
    CK_MECHANISM chosen{mechanism, nullptr, 0};
    CK_OBJECT_HANDLE key = CK_INVALID_HANDLE;
    const CK_RV result = m_module->C_GenerateKey(m_session, &chosen, attributes.data(), countOf(attributes), &key);
    if (result != CKR_OK)
        return refused("generate a key", result);
    return {};
}

Expected<QByteArray> Pkcs11Session::sign(CK_OBJECT_HANDLE key, CK_MECHANISM_TYPE mechanism, QByteArrayView bytes)
{
    CK_MECHANISM chosen{mechanism, nullptr, 0};
    CK_RV result = m_module->C_SignInit(m_session, &chosen, key);
    QByteArray changeable = bytes.toByteArray();
    std::array<CK_BYTE, 64> signature{};
    CK_ULONG size = signature.size();
    if (result == CKR_OK)
        result = m_module->C_Sign(m_session, reinterpret_cast<CK_BYTE *>(changeable.data()),
                                  static_cast<CK_ULONG>(changeable.size()), signature.data(), &size);
    if (result != CKR_OK)
        return refused("sign", result);
    return QByteArrayView(signature.data(), static_cast<qsizetype>(size)).toByteArray();
}

Expected<void> checkPkcs11Module(const QString &path)
{
    const QFileInfo module(path);
    if (!module.isFile())
        return refuse(ProblemType::TokenUnavailable, u"There is no PKCS#11 module %1"_s.arg(path));
    const bool isOthers = (module.permissions() & (QFileDevice::WriteGroup | QFileDevice::WriteOther)) != 0;
    if (module.ownerId() != administrator || isOthers)
        return refuse(
            ProblemType::TokenUnavailable,
            u"Others than the administrator can change the PKCS#11 module %1, so it is not loaded"_s.arg(path));
    return {};
}

} // namespace enigm::signing
