#include "control-plane/fleet/DeviceCertificateAuthority.h"

#include "contract/certificates/CertificateTemplate.h"
#include "contract/fleet/Certificate.h"
#include "contract/signing/PublicKey.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::fleet {

using certificates::CertificateTemplate;

using enigm::fleet::Certificate;
using enigm::fleet::DeviceHandle;
using enigm::fleet::HandleAudience;

namespace {

QString authorityName(HandleAudience audience)
{
    return audience == HandleAudience::Network ? u"Enigm Command network authority"_s
                                               : u"Enigm Command device authority"_s;
}

const QString serverName = u"Enigm Command control plane"_s;

} // namespace

DeviceCertificateAuthority::DeviceCertificateAuthority(std::shared_ptr<const signing::Signer> key,
                                                       QByteArray certificate, Audience audience)
    : m_key(std::move(key))
    , m_certificate(std::move(certificate))
    , m_audience(audience)
{}

Expected<DeviceCertificateAuthority> DeviceCertificateAuthority::make(std::shared_ptr<const signing::Signer> key,
                                                                      const Validity &validity, Audience audience)
{
    const QByteArray spki = key->publicKey().spki();
    const CertificateTemplate authority{.issuer = authorityName(audience),
                                        .subject = authorityName(audience),
                                        .notBefore = validity.notBefore,
                                        .notAfter = validity.notAfter,
                                        .subjectKey = spki,
                                        .extensions = {CertificateTemplate::basicConstraints(true, 0),
                                                       CertificateTemplate::keyUsage(true),
                                                       CertificateTemplate::subjectKeyIdentifier(spki)}};
    const auto certificate = authority.sign(*key);
    if (!certificate)
        return std::unexpected(certificate.error());
    return DeviceCertificateAuthority(std::move(key), *certificate, audience);
}

Expected<DeviceCertificateAuthority> DeviceCertificateAuthority::open(std::shared_ptr<const signing::Signer> key,
                                                                      const QByteArray &certificate, Audience audience)
{
    const auto parsed = Certificate::parse(certificate);
    if (!parsed)
        return std::unexpected(parsed.error());
    if (parsed->spki() != key->publicKey().spki() || !parsed->isSignedBy(*parsed))
        return refuse(ProblemType::UnknownKey, u"The device authority's certificate is not of its key."_s);
    return DeviceCertificateAuthority(std::move(key), certificate, audience);
}

QByteArray DeviceCertificateAuthority::pin() const
{
    return signing::sha256(m_key->publicKey().spki());
}

Expected<QByteArray> DeviceCertificateAuthority::issue(const DeviceHandle &handle, const QByteArray &tlsKey,
                                                       const Validity &validity) const
{
    if (handle.isNull() || handle.audience() != m_audience)
        return refuse(ProblemType::MalformedHandle, u"A certificate names a handle for its own audience."_s);
    if (const auto key = signing::PublicKey::fromSpki(tlsKey); !key)
        return std::unexpected(key.error());
    const CertificateTemplate client{
        .issuer = authorityName(m_audience),
        .subject = handle.text(),
        .notBefore = validity.notBefore,
        .notAfter = validity.notAfter,
        .subjectKey = tlsKey,
        .extensions = {CertificateTemplate::basicConstraints(false), CertificateTemplate::keyUsage(false),
                       CertificateTemplate::clientAuthentication(), CertificateTemplate::subjectKeyIdentifier(tlsKey),
                       CertificateTemplate::authorityKeyIdentifier(m_key->publicKey().spki())}};
    return client.sign(*m_key);
}

Expected<QByteArray> makeServerCertificate(const signing::Signer &key, const Validity &validity,
                                           const QStringList &hosts)
{
    const QByteArray spki = key.publicKey().spki();
    const CertificateTemplate server{
        .issuer = serverName,
        .subject = serverName,
        .notBefore = validity.notBefore,
        .notAfter = validity.notAfter,
        .subjectKey = spki,
        .extensions = {CertificateTemplate::basicConstraints(false), CertificateTemplate::keyUsage(false),
                       CertificateTemplate::serverAuthentication(), CertificateTemplate::subjectKeyIdentifier(spki),
                       CertificateTemplate::subjectAlternativeNames(hosts)}};
    return server.sign(key);
}

} // namespace enigm::controlplane::fleet
