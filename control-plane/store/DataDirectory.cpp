#include "control-plane/store/DataDirectory.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::store {

namespace {

std::unexpected<Problem> refuseFile(const QString &path)
{
    return refuse(ProblemType::FileUnreadable, QString::fromLocal8Bit(std::strerror(errno)), path);
}

/// A name is durable once its directory is.
Expected<void> syncDirectory(const QString &path)
{
    const int directory = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return refuseFile(path);
    const bool synced = ::fsync(directory) == 0;
    ::close(directory);
    if (!synced)
        return refuseFile(path);
    return {};
}

int openPrivately(const QString &path)
{
    return ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
}

Expected<void> makeDirectory(const QString &path)
{
    if (QDir(path).exists())
        return {};
    const QString parent = QDir(path + u"/.."_s).absolutePath();
    if (!QDir().mkpath(parent))
        return refuse(ProblemType::FileUnreadable, u"the directory cannot be made"_s, parent);
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0 && errno != EEXIST)
        return refuseFile(path);
    return syncDirectory(parent);
}

} // namespace

DataDirectory::DataDirectory(QString path, int lock)
    : m_path(std::move(path))
    , m_lock(lock)
{}

DataDirectory::~DataDirectory()
{
    ::close(m_lock);
}

Expected<std::unique_ptr<DataDirectory>> DataDirectory::hold(const QString &path)
{
    const QString absolute = QDir::cleanPath(QDir(path).absolutePath());
    if (auto made = makeDirectory(absolute); !made)
        return std::unexpected(made.error());
    const QString lockPath = absolute + u"/lock"_s;
    const int lock = openPrivately(lockPath);
    if (lock < 0)
        return refuseFile(lockPath);
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return refuse(ProblemType::Unavailable, u"another process holds this data directory"_s, absolute);
    }
    return std::unique_ptr<DataDirectory>(new DataDirectory(absolute, lock));
}

QString DataDirectory::filePath(const QString &name) const
{
    return m_path + u'/' + name;
}

Expected<void> DataDirectory::makePrivateFile(const QString &name) const
{
    const QString path = filePath(name);
    const int file = openPrivately(path);
    if (file < 0)
        return refuseFile(path);
    // One that was copied here may be readable by others.
    const bool isPrivate = ::fchmod(file, S_IRUSR | S_IWUSR) == 0 && ::fsync(file) == 0;
    ::close(file);
    if (!isPrivate)
        return refuseFile(path);
    return syncDirectory(m_path);
}

} // namespace enigm::controlplane::store
