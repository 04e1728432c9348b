#pragma once

#include "contract/signing/Pkcs11Signer.h"

#include <QString>
#include <QTemporaryDir>

namespace enigm::test {

/// A token of SoftHSM 2 in a folder of its own. It is found through the environment, so by this process and by those
/// that it starts: the one that was made last, unless a process is given the environment of another.
class SoftToken
{
public:
    SoftToken()
        : SoftToken(pin())
    {}
    /// One with a PIN of its own.
    explicit SoftToken(QByteArray ownPin)
        : m_pin(std::move(ownPin))
    {}

    /// Makes the token. Empty where it went well, otherwise why a test has to be skipped.
    [[nodiscard]] QString make();
    /// Takes it out of this machine: everything that it held is gone.
    void destroy();

    [[nodiscard]] static QString label() { return QStringLiteral("enigm test"); }
    [[nodiscard]] static QByteArray pin() { return QByteArrayLiteral("654321"); }
    [[nodiscard]] const QString &module() const { return m_module; }
    /// The value of SOFTHSM2_CONF by which a process finds it, and no other token.
    [[nodiscard]] QString configuration() const { return m_directory.filePath(QStringLiteral("softhsm2.conf")); }
    /// A key in it by its label.
    [[nodiscard]] signing::Pkcs11KeyReference key(const QString &keyLabel) const
    {
        return {m_module, label(), keyLabel};
    }

private:
    QByteArray m_pin;
    QTemporaryDir m_directory;
    QString m_module;
};

} // namespace enigm::test
