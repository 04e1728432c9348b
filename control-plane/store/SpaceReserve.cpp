#include "control-plane/store/SpaceReserve.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace enigm::controlplane::store {

namespace {

/// Of the blocks that a file really has (stat counts them in 512 bytes whatever the file system's are).
constexpr qint64 statBlock = 512;

} // namespace

SpaceReserve::SpaceReserve(QString path, qint64 size)
    : m_path(std::move(path))
    , m_size(size)
{}

SpaceReserve::~SpaceReserve()
{
    if (m_file >= 0)
        ::close(m_file);
}

Expected<void> SpaceReserve::open()
{
    if (m_file < 0)
        m_file =
            ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (m_file < 0)
        return refuse(ProblemType::FileUnreadable, QString::fromLocal8Bit(std::strerror(errno)), m_path);
    return {};
}

bool SpaceReserve::hasRoomFor(qint64 bytes) const
{
    struct statvfs disk = {};
    return ::fstatvfs(m_file, &disk) == 0 && static_cast<qint64>(disk.f_bavail) >= bytes / qint64(disk.f_frsize);
}

bool SpaceReserve::isWhole()
{
    if (m_isWhole)
        return true;
    struct stat file = {};
    if (::fstat(m_file, &file) != 0)
        return false;
    // What fallocate would only find out after it has taken all that is left, and so from those who still write.
    if (!hasRoomFor(m_size - file.st_blocks * statBlock))
        return false;
    // A copy of the directory may have made holes of it: only what has blocks counts.
    m_isWhole = ::posix_fallocate(m_file, 0, m_size) == 0 && ::ftruncate(m_file, m_size) == 0;
    if (!m_isWhole)
        static_cast<void>(::ftruncate(m_file, file.st_size));
    return m_isWhole;
}

bool SpaceReserve::giveUp()
{
    m_isWhole = false;
    struct stat file = {};
    if (::fstat(m_file, &file) != 0 || file.st_size == 0)
        return false;
    const qint64 kept = std::max(qint64(0), file.st_size - (m_size + slices - 1) / slices);
    // Some file systems give freed blocks out again only once they have written down that these are free.
    return ::ftruncate(m_file, kept) == 0 && ::fsync(m_file) == 0;
}

} // namespace enigm::controlplane::store
