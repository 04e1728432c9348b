#include "api-client/audit/FileCheckpointStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestNote = 64 * 1024;

} // namespace

FileCheckpointStore::FileCheckpointStore(QString directory)
    : m_directory(std::move(directory))
{}

QString FileCheckpointStore::pathOf(const QByteArray &deployment, const QString &log) const
{
    return m_directory + u'/' + QString::fromLatin1(deployment.toHex()) + u'/' + log + u".checkpoint"_s;
}

std::optional<QByteArray> FileCheckpointStore::load(const QByteArray &deployment, const QString &log)
{
    QFile file(pathOf(deployment, log));
    if (!file.exists())
        return std::nullopt;
    return file.open(QIODevice::ReadOnly) ? file.read(largestNote) : QByteArray();
}

Expected<void> FileCheckpointStore::save(const QByteArray &deployment, const QString &log, const QByteArray &note)
{
    const QString path = pathOf(deployment, log);
    QSaveFile file(path);
    const bool isSaved = QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) &&
                         file.write(note) == note.size() && file.commit();
    if (!isSaved)
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    return {};
}

} // namespace enigm::client
