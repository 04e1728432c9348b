#include "control-plane/ota/ArtifactStore.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/statvfs.h>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

std::unexpected<Problem> refuseFile(const QString &path)
{
    return refuse(ProblemType::FileUnreadable, QString::fromLocal8Bit(std::strerror(errno)), path);
}

} // namespace

ArtifactStore::ArtifactStore(QString directory, qint64 keptFree, ArtifactDisk &disk)
    : m_directory(std::move(directory))
    , m_keptFree(keptFree)
    , m_disk(disk)
{}

Expected<std::unique_ptr<ArtifactStore>> ArtifactStore::open(const QString &dataDirectory, qint64 keptFree,
                                                             ArtifactDisk &disk)
{
    const QString directory = QDir(dataDirectory).absoluteFilePath(u"artifacts"_s);
    // Without its own name the folder is lost with everything in it, however durable that is.
    if (!disk.makeFolder(QFile::encodeName(directory)) ||
        !disk.syncFolder(QFile::encodeName(QDir(dataDirectory).absolutePath())))
        return refuseFile(directory);
    return std::unique_ptr<ArtifactStore>(new ArtifactStore(directory, keptFree, disk));
}

QString ArtifactStore::pathOf(const QString &release) const
{
    return m_directory + u'/' + release;
}

Expected<void> ArtifactStore::checkRoom(qint64 bytes) const
{
    struct statvfs disk = {};
    if (::statvfs(QFile::encodeName(m_directory).constData(), &disk) != 0)
        return refuseFile(m_directory);
    const auto free = static_cast<qint64>(disk.f_bavail) * static_cast<qint64>(disk.f_frsize);
    if (free - m_keptFree < bytes)
        return refuse(ProblemType::StorageFull,
                      u"%1 bytes more leave too little free on the disk of the control plane."_s.arg(bytes));
    return {};
}

Expected<void> ArtifactStore::remove(const QString &release) const
{
    const QString path = pathOf(release);
    if (!m_disk.remove(QFile::encodeName(path)))
        return refuseFile(path);
    return {};
}

Expected<void> ArtifactStore::sweep(const std::vector<QString> &releases) const
{
    Expected<void> result;
    const QStringList files = QDir(m_directory).entryList(QDir::Files | QDir::Hidden | QDir::System);
    for (const QString &file : files) {
        if (std::ranges::binary_search(releases, file))
            continue;
        if (const auto removed = remove(file); !removed && result)
            result = removed;
    }
    return result;
}

} // namespace enigm::controlplane::ota
