#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace enigm::test {

/// Makes images for Debian's swupdate as its manual says: a CRC cpio of a description, its CMS signature and one file
/// that is installed at a path. What goes wrong in making ends the test.
class SwuImage
{
public:
    SwuImage();

    /// The program that is missing for it; empty where all are there.
    [[nodiscard]] static QString missing();

    /// PEM of the certificate that an update client is given to verify images with.
    [[nodiscard]] QString certificate() const { return path(QStringLiteral("signer.pem")); }
    /// An image that puts this content at `target`.
    [[nodiscard]] QByteArray make(const QByteArray &content, const QString &target) const;

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &content) const;
    void run(const QString &program, const QStringList &arguments, const QByteArray &input = {}) const;

    QTemporaryDir m_folder;
};

} // namespace enigm::test
