#include "tests/control-plane/ota/SwuImage.h"

#include "tests/support/Vectors.h"

#include <QCryptographicHash>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace enigm::test {

SwuImage::SwuImage()
{
    run(u"openssl"_s, {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s,
                       path(u"signer.key"_s), u"-out"_s, certificate(), u"-days"_s, u"2"_s, u"-subj"_s,
                       u"/CN=Image signer"_s, u"-addext"_s, u"extendedKeyUsage=emailProtection"_s});
}

QString SwuImage::missing()
{
    for (const QString &program : {u"openssl"_s, u"cpio"_s}) {
        if (QStandardPaths::findExecutable(program).isEmpty())
            return program;
    }
    return {};
}

QByteArray SwuImage::make(const QByteArray &content, const QString &target) const
{
    const QByteArray digest = QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex();
    write(u"system.img"_s, content);
    write(u"sw-description"_s, "software = { version = \"2026.11.2\"; hardware-compatibility: [ \"1.0\" ]; files: (\n"
                               "  { filename = \"system.img\"; path = \"" +
                                   target.toUtf8() + "\"; sha256 = \"" + digest + "\"; } ); }\n");
    run(u"openssl"_s, {u"cms"_s, u"-sign"_s, u"-in"_s, path(u"sw-description"_s), u"-out"_s,
                       path(u"sw-description.sig"_s), u"-signer"_s, certificate(), u"-inkey"_s, path(u"signer.key"_s),
                       u"-outform"_s, u"DER"_s, u"-nosmimecap"_s, u"-binary"_s});
    // The description comes first, its signature second.
    run(u"cpio"_s, {u"--create"_s, u"--quiet"_s, u"--format=crc"_s, u"--file=image.swu"_s},
        "sw-description\nsw-description.sig\nsystem.img\n");
    return readFile(path(u"image.swu"_s));
}

void SwuImage::write(const QString &name, const QByteArray &content) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(name));
}

void SwuImage::run(const QString &program, const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    process.setWorkingDirectory(m_folder.path());
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
}

} // namespace enigm::test
