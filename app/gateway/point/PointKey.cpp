#include "app/gateway/point/PointKey.h"

#include "app/files/FileAccess.h"
#include "app/gateway/point/KeyPem.h"
#include "contract/certificates/CertificateTemplate.h"
#include "contract/encoding/Base64Url.h"
#include "contract/signing/Signer.h"

#include <QDir>
#include <QFile>
#include <QSsl>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 16 * 1024;
// Long beyond the key's use: an approved change ends it, not a date.
constexpr qint64 lifetime = 20LL * 365 * 86'400;
constexpr qint64 clockSlack = 86'400;

QString keyFile(const QString &folder)
{
    return QDir(folder).filePath(u"key.pem"_s);
}

QString certificateFile(const QString &folder)
{
    return QDir(folder).filePath(u"certificate.pem"_s);
}

Expected<QByteArray> selfSigned(const signing::PrivateKey &key, qint64 now)
{
    using certificates::CertificateTemplate;
    const QString name = u"Enigm enforcement point"_s;
    const CertificateTemplate certificate{.issuer = name,
                                          .subject = name,
                                          .notBefore = now - clockSlack,
                                          .notAfter = now + lifetime,
                                          .subjectKey = key.publicKey().spki(),
                                          .extensions = {CertificateTemplate::basicConstraints(false),
                                                         CertificateTemplate::keyUsage(false),
                                                         CertificateTemplate::clientAuthentication()}};
    return certificate.sign(key);
}

Expected<std::unique_ptr<signing::PrivateKey>> readKey(QByteArrayView pem)
{
    const auto pkcs8 = pkcs8FromPem(pem);
    if (!pkcs8)
        return std::unexpected(pkcs8.error());
    auto key = signing::PrivateKey::fromPkcs8(pkcs8->view());
    if (key && (*key)->publicKey().kind() != signing::PublicKey::Kind::P256)
        return refuse(ProblemType::MalformedKey, u"This is no P-256 key."_s);
    return key;
}

Expected<void> makeFolder(const QString &folder)
{
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
    if (QDir(folder).exists())
        return {};
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, ownerOnly))
        return refuse(ProblemType::FileUnreadable, u"The folder cannot be made."_s, folder);
    return {};
}

} // namespace

Expected<PointKey> PointKey::create(const QString &folder, qint64 now)
{
    if (const auto made = makeFolder(folder); !made)
        return std::unexpected(made.error());
    const auto key = signing::PrivateKey::generate(signing::PublicKey::Kind::P256);
    const auto certificate = selfSigned(*key, now);
    if (!certificate)
        return std::unexpected(certificate.error());
    const signing::Secret pem = keyPem(key->pkcs8());
    if (const auto written = files::writeNewFile(keyFile(folder), pem.view(), files::Readers::Owner); !written)
        return std::unexpected(written.error());
    const auto written =
        files::writeFile(certificateFile(folder), certificates::certificatePem(*certificate), files::Readers::Owner);
    if (!written)
        return std::unexpected(written.error());
    return load(folder);
}

Expected<PointKey> PointKey::load(const QString &folder)
{
    const auto keyPemBytes = files::readFile(keyFile(folder), largestFile);
    if (!keyPemBytes)
        return std::unexpected(keyPemBytes.error());
    const auto certificatePem = files::readFile(certificateFile(folder), largestFile);
    if (!certificatePem)
        return std::unexpected(certificatePem.error());
    const QSslCertificate certificate(*certificatePem, QSsl::Pem);
    if (certificate.isNull())
        return refuse(ProblemType::MalformedCertificate, u"This is no certificate."_s, certificateFile(folder));
    const auto key = readKey(*keyPemBytes);
    if (!key)
        return std::unexpected(key.error().under(keyFile(folder)));
    const QByteArray spki = (*key)->publicKey().spki();
    if (spki != certificate.publicKey().toDer())
        return refuse(ProblemType::MalformedKey, u"The certificate is of another key."_s, keyFile(folder));
    return PointKey{.identity = {.certificate = certificate, .key = QSslKey(*keyPemBytes, QSsl::Ec)},
                    .digest = encoding::toBase64Url(signing::sha256(spki))};
}

} // namespace enigm::gateway
