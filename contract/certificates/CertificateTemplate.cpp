#include "contract/certificates/CertificateTemplate.h"

#include "contract/certificates/DerWriter.h"
#include "contract/certificates/SignedDer.h"
#include "contract/signing/Secret.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::certificates {

namespace {

constexpr qsizetype serialSize = 16;
constexpr qsizetype identifierSize = 20;

QByteArray name(const QString &commonName)
{
    const QByteArray attribute =
        der::sequence({der::objectIdentifier("2.5.4.3"), der::utf8String(commonName.toUtf8())});
    return der::sequence({der::set({attribute})});
}

// RFC 5280 4.1.2.2: positive and at most 20 octets; the top bit is cleared so that the length does not tell it.
QByteArray freshSerial()
{
    QByteArray bytes = signing::randomBytes(serialSize);
    bytes[0] = char((static_cast<quint8>(bytes[0]) & 0x7fU) | 0x40U);
    return bytes;
}

QByteArray encoded(const CertificateTemplate::Extension &extension)
{
    const QByteArray oid = der::objectIdentifier(extension.oid);
    const QByteArray value = der::octetString(extension.value);
    return extension.critical ? der::sequence({oid, der::boolean(true), value}) : der::sequence({oid, value});
}

QByteArray keyIdentifier(const QByteArray &spki)
{
    return signing::sha256(spki).first(identifierSize);
}

/// The four bytes of an IPv4 address in dotted form; empty for anything else.
QByteArray ipv4(const QString &host)
{
    QByteArray result;
    const QStringList parts = host.split(u'.');
    for (const QString &part : parts) {
        bool ok = false;
        const uint number = part.toUInt(&ok);
        if (!ok || number > 255 || parts.size() != 4)
            return {};
        result.append(char(number));
    }
    return result;
}

} // namespace

Expected<QByteArray> CertificateTemplate::sign(const signing::Signer &issuerKey) const
{
    if (issuerKey.publicKey().kind() != signing::PublicKey::Kind::P256)
        return refuse(ProblemType::MalformedKey, u"Certificates are signed by P-256 keys here."_s);
    if (notAfter <= notBefore)
        return refuse(ProblemType::OutOfRange, u"A certificate ends after it begins."_s);
    QByteArray extensionList;
    for (const Extension &extension : extensions)
        extensionList += encoded(extension);
    const QByteArray body =
        der::sequence({der::tagged(0, der::integer(2)), der::integer(freshSerial()), ecdsaWithSha256(), name(issuer),
                       der::sequence({der::time(notBefore), der::time(notAfter)}), name(subject), subjectKey,
                       extensions.empty() ? QByteArray() : der::tagged(3, der::sequence({extensionList}))});
    return signedDer(body, issuerKey);
}

CertificateTemplate::Extension CertificateTemplate::basicConstraints(bool isAuthority, int mostIntermediates)
{
    QByteArray content;
    if (isAuthority)
        content += der::boolean(true);
    if (isAuthority && mostIntermediates >= 0)
        content += der::integer(static_cast<quint64>(mostIntermediates));
    return {.oid = "2.5.29.19"_ba, .critical = true, .value = der::sequence({content})};
}

CertificateTemplate::Extension CertificateTemplate::keyUsage(bool isAuthority)
{
    // keyCertSign is bit 5, digitalSignature bit 0
    const QByteArray bits =
        isAuthority ? der::bitString(QByteArray(1, '\x04'), 2) : der::bitString(QByteArray(1, '\x80'), 7);
    return {.oid = "2.5.29.15"_ba, .critical = true, .value = bits};
}

CertificateTemplate::Extension CertificateTemplate::clientAuthentication()
{
    return {.oid = "2.5.29.37"_ba, .value = der::sequence({der::objectIdentifier("1.3.6.1.5.5.7.3.2")})};
}

CertificateTemplate::Extension CertificateTemplate::serverAuthentication()
{
    return {.oid = "2.5.29.37"_ba, .value = der::sequence({der::objectIdentifier("1.3.6.1.5.5.7.3.1")})};
}

CertificateTemplate::Extension CertificateTemplate::subjectKeyIdentifier(const QByteArray &spki)
{
    return {.oid = "2.5.29.14"_ba, .value = der::octetString(keyIdentifier(spki))};
}

CertificateTemplate::Extension CertificateTemplate::authorityKeyIdentifier(const QByteArray &spki)
{
    return {.oid = "2.5.29.35"_ba, .value = der::sequence({der::taggedPrimitive(0, keyIdentifier(spki))})};
}

CertificateTemplate::Extension CertificateTemplate::subjectAlternativeNames(const QStringList &hosts)
{
    constexpr quint8 dnsName = 2;
    constexpr quint8 ipAddress = 7;
    QByteArray names;
    for (const QString &host : hosts) {
        const QByteArray address = ipv4(host);
        names += address.isEmpty() ? der::taggedPrimitive(dnsName, host.toLatin1())
                                   : der::taggedPrimitive(ipAddress, address);
    }
    return {.oid = "2.5.29.17"_ba, .value = der::sequence({names})};
}

QByteArray certificatePem(QByteArrayView der)
{
    constexpr qsizetype lineLength = 64;
    const QByteArray text = der.toByteArray().toBase64();
    QByteArray result("-----BEGIN CERTIFICATE-----\n");
    for (qsizetype i = 0; i < text.size(); i += lineLength) {
        result += text.mid(i, lineLength);
        result += '\n';
    }
    return result + "-----END CERTIFICATE-----\n";
}

} // namespace enigm::certificates
