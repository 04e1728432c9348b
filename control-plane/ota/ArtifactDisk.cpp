#include "control-plane/ota/ArtifactDisk.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace enigm::controlplane::ota {

ArtifactDisk &ArtifactDisk::system()
{
    static ArtifactDisk disk;
    return disk;
}

bool ArtifactDisk::makeFolder(const QByteArray &path)
{
    // One that was copied here may be readable by others.
    return (::mkdir(path.constData(), S_IRWXU) == 0 || errno == EEXIST) && ::chmod(path.constData(), S_IRWXU) == 0;
}

int ArtifactDisk::openFile(const QByteArray &path)
{
    const int file = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (file < 0 || ::fchmod(file, S_IRUSR | S_IWUSR) == 0)
        return file;
    const int reason = errno;
    ::close(file);
    errno = reason;
    return -1;
}

bool ArtifactDisk::write(int file, QByteArrayView bytes, qint64 place)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), static_cast<std::size_t>(bytes.size()), place);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
        place += written;
    }
    return true;
}

bool ArtifactDisk::truncate(int file, qint64 size)
{
    return ::ftruncate(file, size) == 0;
}

bool ArtifactDisk::sync(int file)
{
    return ::fdatasync(file) == 0;
}

bool ArtifactDisk::syncFolder(const QByteArray &path)
{
    const int folder = ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return false;
    const bool synced = ::fsync(folder) == 0;
    const int reason = errno;
    ::close(folder);
    errno = reason;
    return synced;
}

bool ArtifactDisk::remove(const QByteArray &path)
{
    return ::unlink(path.constData()) == 0 || errno == ENOENT;
}

} // namespace enigm::controlplane::ota
