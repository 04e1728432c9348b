#include "contract/samples/SampleDeviceFactory.h"

#include "contract/certificates/CertificateTemplate.h"
#include "contract/certificates/DerWriter.h"
#include "contract/deployment/FileLine.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/KeyFile.h"

using namespace Qt::StringLiterals;

namespace enigm::samples {

namespace der = certificates::der;
using certificates::CertificateTemplate;
using fleet::AuthorizationTag;

namespace {

const QString rootName = u"Enigm Command sample attestation root"_s;
const QString attestationName = u"Enigm Command sample attestation key"_s;
const QString leafName = u"Android Keystore Key"_s;
constexpr QByteArrayView context = "enigm-sample-attestation";

constexpr quint64 version = 300;

QByteArray tag(AuthorizationTag number, QByteArrayView value)
{
    return der::tagged(static_cast<quint32>(number), value);
}

QByteArray rootOfTrust(const SampleDeviceTraits &traits)
{
    constexpr quint32 rootOfTrustTag = 704;
    return der::tagged(
        rootOfTrustTag,
        der::sequence({der::octetString(traits.locked ? traits.bootKey : QByteArray(32, '\0')),
                       der::boolean(traits.locked), der::enumerated(static_cast<quint8>(traits.bootState)),
                       der::octetString(signing::sha256(traits.bootKey))}));
}

// KeyMint's numbers: sign, EC, SHA-256, P-256, generated
QByteArray hardwareEnforced(const SampleDeviceTraits &traits)
{
    constexpr quint64 fifthDay = 5;
    constexpr quint32 serialNumberTag = 713;
    const QByteArray serial = traits.serialNumber.isEmpty()
                                  ? QByteArray()
                                  : der::tagged(serialNumberTag, der::octetString(traits.serialNumber));
    const QByteArray fullPatchLevel = der::integer(traits.patchLevel * 100 + fifthDay);
    return der::sequence(
        {tag(AuthorizationTag::Purpose, der::set({der::integer(2)})), tag(AuthorizationTag::Algorithm, der::integer(3)),
         tag(AuthorizationTag::KeySize, der::integer(256)), tag(AuthorizationTag::Digest, der::set({der::integer(4)})),
         tag(AuthorizationTag::EcCurve, der::integer(1)), tag(AuthorizationTag::NoAuthRequired, der::null()),
         tag(AuthorizationTag::Origin, der::integer(0ULL)), rootOfTrust(traits),
         tag(AuthorizationTag::OsVersion, der::integer(traits.osVersion)),
         tag(AuthorizationTag::OsPatchLevel, der::integer(traits.patchLevel)), serial,
         tag(AuthorizationTag::VendorPatchLevel, fullPatchLevel),
         tag(AuthorizationTag::BootPatchLevel, fullPatchLevel)});
}

QByteArray keyDescription(const SampleDeviceTraits &traits)
{
    const QByteArray level = der::enumerated(static_cast<quint8>(traits.level));
    const QByteArray created = der::integer(static_cast<quint64>(traits.createdAt) * 1000);
    return der::sequence({der::integer(version), level, der::integer(version), level,
                          der::octetString(traits.challenge), der::octetString({}),
                          der::sequence({tag(AuthorizationTag::CreationDateTime, created)}), hardwareEnforced(traits)});
}

} // namespace

Expected<SampleDeviceFactory> SampleDeviceFactory::make(const signing::Signer &rootKey, qint64 notBefore,
                                                        qint64 notAfter)
{
    SampleDeviceFactory result;
    result.m_notBefore = notBefore;
    result.m_notAfter = notAfter;
    result.m_attestationKey = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const CertificateTemplate root{
        .issuer = rootName,
        .subject = rootName,
        .notBefore = notBefore,
        .notAfter = notAfter,
        .subjectKey = rootKey.publicKey().spki(),
        .extensions = {CertificateTemplate::basicConstraints(true), CertificateTemplate::keyUsage(true)}};
    const CertificateTemplate attestation{
        .issuer = rootName,
        .subject = attestationName,
        .notBefore = notBefore,
        .notAfter = notAfter,
        .subjectKey = result.m_attestationKey->publicKey().spki(),
        .extensions = {CertificateTemplate::basicConstraints(true, 0), CertificateTemplate::keyUsage(true)}};
    const auto rootCertificate = root.sign(rootKey);
    if (!rootCertificate)
        return std::unexpected(rootCertificate.error());
    const auto attestationCertificate = attestation.sign(rootKey);
    if (!attestationCertificate)
        return std::unexpected(attestationCertificate.error());
    result.m_root = *rootCertificate;
    result.m_attestationCertificate = *attestationCertificate;
    return result;
}

Expected<std::vector<QByteArray>> SampleDeviceFactory::attest(const QByteArray &attestedKey,
                                                              const SampleDeviceTraits &traits) const
{
    const CertificateTemplate leaf{
        .issuer = attestationName,
        .subject = leafName,
        .notBefore = m_notBefore,
        .notAfter = m_notAfter,
        .subjectKey = attestedKey,
        .extensions = {CertificateTemplate::keyUsage(false),
                       {.oid = "1.3.6.1.4.1.11129.2.1.17"_ba, .value = keyDescription(traits)}}};
    const auto certificate = leaf.sign(*m_attestationKey);
    if (!certificate)
        return std::unexpected(certificate.error());
    return std::vector{*certificate, m_attestationCertificate, m_root};
}

QByteArray SampleDeviceFactory::seal(const signing::Secret &passphrase) const
{
    const signing::Secret key = m_attestationKey->pkcs8();
    QByteArray plain = json::canonical(json::Object{{"attestation"_L1, operators::valueOf(key.view().toByteArray())},
                                                    {"certificate"_L1, operators::valueOf(m_attestationCertificate)},
                                                    {"not_after"_L1, m_notAfter},
                                                    {"not_before"_L1, m_notBefore},
                                                    {"root"_L1, operators::valueOf(m_root)},
                                                    {"v"_L1, 1}});
    const signing::Secret secret = signing::Secret::taking(plain);
    return json::canonical(signing::sealBytes(secret.view(), passphrase, context)) + '\n';
}

Expected<SampleDeviceFactory> SampleDeviceFactory::open(QByteArrayView bytes, const signing::Secret &passphrase)
{
    const auto sealed =
        andThen(deployment::lineOfFile(bytes), [](QByteArrayView line) { return json::parseSigned(line); });
    if (!sealed)
        return std::unexpected(sealed.error());
    const auto plain = signing::openBytes(*sealed, passphrase, context);
    if (!plain)
        return std::unexpected(plain.error());
    return parse(plain->view());
}

Expected<SampleDeviceFactory> SampleDeviceFactory::parse(QByteArrayView plain)
{
    const auto value = json::parseSigned(plain);
    if (!value)
        return std::unexpected(value.error());
    json::ObjectReader reader(*value);
    operators::readVersion1(reader);
    QByteArray pkcs8 = reader.bytes("attestation"_L1);
    const signing::Secret secret = signing::Secret::taking(pkcs8);
    SampleDeviceFactory result;
    result.m_attestationCertificate = reader.bytes("certificate"_L1);
    result.m_notAfter = reader.integer("not_after"_L1);
    result.m_notBefore = reader.integer("not_before"_L1);
    result.m_root = reader.bytes("root"_L1);
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    auto key = signing::PrivateKey::fromPkcs8(secret.view());
    if (!key)
        return std::unexpected(key.error());
    result.m_attestationKey = std::move(*key);
    return result;
}

Expected<SampleDevice> SampleDeviceFactory::makeDevice(const SampleDeviceTraits &traits) const
{
    auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    auto chain = attest(key->publicKey().spki(), traits);
    if (!chain)
        return std::unexpected(chain.error());
    return SampleDevice{.attestedKey = std::move(key), .chain = std::move(*chain)};
}

} // namespace enigm::samples
