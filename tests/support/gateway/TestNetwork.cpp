#include "tests/support/gateway/TestNetwork.h"

#include "app/gateway/point/KeyPem.h"
#include "contract/certificates/CertificateTemplate.h"
#include "contract/time/Clock.h"
#include "tests/support/history/Require.h"

namespace enigm::test {

using namespace Qt::StringLiterals;
using certificates::CertificateTemplate;

namespace {

const QString authorityName = u"Test network"_s;
constexpr qint64 hour = 3600;

QByteArray certificateOf(const QString &issuer, const signing::PrivateKey &issuerKey, const QString &subject,
                         const signing::PrivateKey &key, bool isAuthority)
{
    const qint64 now = time::SystemClock().now();
    CertificateTemplate certificate{
        .issuer = issuer,
        .subject = subject,
        .notBefore = now - hour,
        .notAfter = now + hour,
        .subjectKey = key.publicKey().spki(),
        .extensions = {CertificateTemplate::basicConstraints(isAuthority), CertificateTemplate::keyUsage(isAuthority)}};
    if (!isAuthority)
        certificate.extensions.push_back(CertificateTemplate::clientAuthentication());
    return require(certificate.sign(issuerKey));
}

client::TlsIdentity identityOf(const QByteArray &certificate, const signing::PrivateKey &key)
{
    const signing::Secret pem = gateway::keyPem(key.pkcs8());
    return {.certificate = QSslCertificate(certificate, QSsl::Der), .key = QSslKey(pem.view().toByteArray(), QSsl::Ec)};
}

} // namespace

TestNetwork::TestNetwork()
    : m_key(signing::PrivateKey::generate(signing::PublicKey::Kind::P256))
    , m_authority(certificateOf(authorityName, *m_key, authorityName, *m_key, true))
{}

client::TlsIdentity TestNetwork::issue(const QString &name) const
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    return identityOf(certificateOf(authorityName, *m_key, name, *key, false), *key);
}

client::TlsIdentity TestNetwork::selfSigned(const QString &name)
{
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    return identityOf(certificateOf(name, *key, name, *key, false), *key);
}

fleet::DeviceHandle TestNetwork::handle(char number)
{
    std::array<char, fleet::DeviceHandle::size> bytes{};
    bytes.back() = number;
    return fleet::DeviceHandle::fromBytes(fleet::HandleAudience::Network, bytes);
}

} // namespace enigm::test
