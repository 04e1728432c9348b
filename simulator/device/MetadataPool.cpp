#include "simulator/device/MetadataPool.h"

#include "contract/signing/Secret.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace enigm::simulator {

MetadataPool::MetadataPool(const QString &stateDirectory)
    : m_directory(QDir(stateDirectory).filePath(u"metadata"_s))
{}

QString MetadataPool::pathOf(const QByteArray &digest) const
{
    return QDir(m_directory).filePath(QString::fromLatin1(digest.toHex()));
}

Expected<QByteArray> MetadataPool::read(const QByteArray &digest)
{
    if (const auto known = m_files.constFind(digest); known != m_files.cend())
        return *known;
    QFile file(pathOf(digest));
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
    QByteArray text = file.readAll();
    if (signing::sha256(text) != digest)
        return refuse(ProblemType::BodyMismatch, u"This is not the file that the device kept."_s, file.fileName());
    m_files.insert(digest, text);
    return text;
}

Expected<QByteArray> MetadataPool::keep(QByteArrayView text)
{
    QByteArray digest = signing::sha256(text);
    if (m_files.contains(digest))
        return digest;
    QSaveFile file(pathOf(digest));
    if (!QDir().mkpath(m_directory) || !file.open(QIODevice::WriteOnly) ||
        file.write(text.data(), text.size()) != text.size() || !file.commit())
        return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
    m_files.insert(digest, text.toByteArray());
    return digest;
}

} // namespace enigm::simulator
