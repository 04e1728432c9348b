#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace enigm::test {

/// The folder of an enforcement point: its key, made by the program itself, and deployment.json. Every user may pass
/// through to it, since servers give up root's rights.
class PointFolder
{
public:
    /// `tlsPin`: the digest of the control plane's TLS key.
    explicit PointFolder(const QByteArray &tlsPin);
    /// With the deployment.json of a control plane that is there.
    struct Deployment
    {
        QByteArray file;
    };
    explicit PointFolder(const Deployment &deployment);

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString point() const { return path(QStringLiteral("point")); }
    /// As the program printed it.
    [[nodiscard]] const QByteArray &digest() const { return m_digest; }

private:
    QTemporaryDir m_folder;
    QByteArray m_digest;
};

} // namespace enigm::test
