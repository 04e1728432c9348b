#pragma once

#include <QByteArray>
#include <QString>

#include <openssl/types.h>

#include <memory>

namespace enigm::test {

/// A P-256 key with an X.509 certificate, made for one test run.
class TestIdentity
{
public:
    /// Self-signed, may sign others.
    static TestIdentity authority(const QString &name);
    /// For "127.0.0.1", signed by an authority.
    static TestIdentity issuedBy(const TestIdentity &authority, const QString &name);

    /// A key and its DER certificate that were made elsewhere; takes a reference to the key.
    static TestIdentity of(EVP_PKEY *key, const QByteArray &certificate);

    [[nodiscard]] EVP_PKEY *key() const { return m_key.get(); }
    [[nodiscard]] X509 *certificate() const { return m_certificate.get(); }
    [[nodiscard]] QByteArray der() const;

private:
    static TestIdentity make(const TestIdentity *issuer, const QString &name);
    std::shared_ptr<EVP_PKEY> m_key;
    std::shared_ptr<X509> m_certificate;
};

} // namespace enigm::test
