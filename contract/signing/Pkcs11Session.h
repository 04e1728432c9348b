#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Pkcs11Signer.h"

#include <QByteArray>

#include <p11-kit/pkcs11.h>

#include <memory>
#include <span>
#include <vector>

namespace enigm::signing {

/// One logged-in session with one token, through p11-kit's loader, which counts the uses of a module in the process.
/// For one thread at a time. A refusal is TokenUnavailable, or WrongPassphrase for the PIN.
class Pkcs11Session
{
public:
    static Expected<std::unique_ptr<Pkcs11Session>> open(const Pkcs11KeyReference &reference, const Secret &pin);
    ~Pkcs11Session();
    Q_DISABLE_COPY_MOVE(Pkcs11Session)

    /// The only object that has these attributes.
    [[nodiscard]] Expected<CK_OBJECT_HANDLE> findOne(std::span<CK_ATTRIBUTE> attributes);
    [[nodiscard]] Expected<bool> exists(std::span<CK_ATTRIBUTE> attributes);
    [[nodiscard]] Expected<QByteArray> attribute(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type);
    [[nodiscard]] Expected<void> generatePair(CK_MECHANISM_TYPE mechanism, std::span<CK_ATTRIBUTE> publicPart,
                                              std::span<CK_ATTRIBUTE> privatePart);
    [[nodiscard]] Expected<void> generateKey(CK_MECHANISM_TYPE mechanism, std::span<CK_ATTRIBUTE> attributes);
    [[nodiscard]] Expected<QByteArray> sign(CK_OBJECT_HANDLE key, CK_MECHANISM_TYPE mechanism, QByteArrayView bytes);

private:
    Pkcs11Session() = default;
    [[nodiscard]] Expected<void> load(const QString &modulePath);
    [[nodiscard]] Expected<void> openToken(const QString &label);
    [[nodiscard]] Expected<void> logIn(const Secret &pin);
    [[nodiscard]] Expected<std::vector<CK_OBJECT_HANDLE>> find(std::span<CK_ATTRIBUTE> attributes);

    CK_FUNCTION_LIST *m_module = nullptr;
    bool m_isInitialized = false;
    CK_SESSION_HANDLE m_session = CK_INVALID_HANDLE;
};

/// TokenUnavailable for a module that is not there, or that others than the system's administrator can exchange: to
/// load it is to run it.
[[nodiscard]] Expected<void> checkPkcs11Module(const QString &path);

} // namespace enigm::signing
