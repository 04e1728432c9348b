#include "control-plane/ota/ArtifactStore.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

std::unexpected<Problem> refuseFile(const QString &path)
{
    return refuse(ProblemType::FileUnreadable, QString::fromLocal8Bit(std::strerror(errno)), path);
}

} // namespace

ArtifactStore::ArtifactStore(QString directory, qint64 keptFree)
    : m_directory(std::move(directory))
    , m_keptFree(keptFree)
{}

Expected<std::unique_ptr<ArtifactStore>> ArtifactStore::open(const QString &dataDirectory, qint64 keptFree)
{
    const QString directory = QDir(dataDirectory).absoluteFilePath(u"artifacts"_s);
    const QByteArray path = QFile::encodeName(directory);
    if (::mkdir(path.constData(), S_IRWXU) != 0 && errno != EEXIST)
        return refuseFile(directory);
    // One that was copied here may be readable by others.
    if (::chmod(path.constData(), S_IRWXU) != 0)
        return refuseFile(directory);
    return std::unique_ptr<ArtifactStore>(new ArtifactStore(directory, keptFree));
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
    if (::unlink(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
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
