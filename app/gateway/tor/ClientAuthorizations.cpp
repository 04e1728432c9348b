#include "app/gateway/tor/ClientAuthorizations.h"

#include "app/files/FileAccess.h"
#include "contract/signing/Secret.h"

#include <QDir>
#include <QSet>

namespace enigm::gateway {

using namespace Qt::StringLiterals;

namespace {

const QString nobody = u"enigm-nobody.auth"_s;
constexpr qsizetype nameBytes = 20;

/// RFC 4648 section 6, without padding.
QByteArray base32(QByteArrayView bytes)
{
    constexpr QByteArrayView alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    QByteArray text;
    quint32 held = 0;
    int bits = 0;
    for (const char byte : bytes) {
        held = (held << 8U) | static_cast<quint8>(byte);
        for (bits += 8; bits >= 5; bits -= 5)
            text += alphabet[(held >> static_cast<quint32>(bits - 5)) & 31U];
        held &= (1U << static_cast<quint32>(bits)) - 1;
    }
    if (bits > 0)
        text += alphabet[(held << static_cast<quint32>(5 - bits)) & 31U];
    return text;
}

/// A file of this content is there; whether it had to be written.
Expected<bool> ensure(const QString &path, const QByteArray &line)
{
    const auto present = files::readFile(path, line.size());
    if (present && *present == line)
        return false;
    if (const auto written = files::writeFile(path, line, files::Readers::Owner); !written)
        return std::unexpected(written.error());
    return true;
}

} // namespace

ClientAuthorizations::ClientAuthorizations(QString folder)
    : m_folder(std::move(folder))
{}

QByteArray ClientAuthorizations::lineOf(QByteArrayView key)
{
    return "descriptor:x25519:" + base32(key) + '\n';
}

QString ClientAuthorizations::fileNameOf(QByteArrayView key)
{
    return u"enigm-%1.auth"_s.arg(QString::fromLatin1(signing::sha256(key).first(nameBytes).toHex()));
}

Expected<bool> ClientAuthorizations::keepNobody() const
{
    const QString path = QDir(m_folder).filePath(nobody);
    if (QFile::exists(path))
        return false;
    // Any 32 bytes are a public key of X25519 (RFC 7748); of these nobody knows the private one.
    return ensure(path, lineOf(signing::randomBytes(client::PermittedPeer::keySize)));
}

Expected<bool> ClientAuthorizations::removeBut(const std::vector<client::PermittedPeer> &peers) const
{
    QSet<QString> wanted{nobody};
    for (const client::PermittedPeer &peer : peers)
        wanted.insert(fileNameOf(peer.key));
    const QDir folder(m_folder);
    const QStringList present = folder.entryList({u"enigm-*.auth"_s}, QDir::Files | QDir::Hidden | QDir::System);
    bool isChanged = false;
    for (const QString &name : present) {
        if (wanted.contains(name))
            continue;
        if (!QFile::remove(folder.filePath(name)))
            return refuse(ProblemType::FileUnreadable, u"The file cannot be removed."_s, folder.filePath(name));
        isChanged = true;
    }
    return isChanged;
}

Expected<bool> ClientAuthorizations::write(const std::vector<client::PermittedPeer> &peers) const
{
    const auto placeholder = keepNobody(); // before anybody goes
    if (!placeholder)
        return placeholder;
    const auto removed = removeBut(peers);
    if (!removed)
        return removed;
    bool isChanged = *placeholder || *removed;
    for (const client::PermittedPeer &peer : peers) {
        const auto written = ensure(QDir(m_folder).filePath(fileNameOf(peer.key)), lineOf(peer.key));
        if (!written)
            return written;
        isChanged = isChanged || *written;
    }
    return isChanged;
}

} // namespace enigm::gateway
