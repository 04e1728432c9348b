#include "control-plane/http/OpenFile.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

namespace enigm::controlplane::http {

OpenFile::OpenFile(int file, qint64 size)
    : m_file(file)
    , m_size(size)
{}

OpenFile::~OpenFile()
{
    ::close(m_file);
}

Expected<std::shared_ptr<const OpenFile>> OpenFile::open(const QString &path)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat found = {};
    if (file >= 0 && ::fstat(file, &found) == 0 && S_ISREG(found.st_mode))
        return std::shared_ptr<const OpenFile>(new OpenFile(file, found.st_size));
    const int reason = file < 0 ? errno : EINVAL;
    if (file >= 0)
        ::close(file);
    return refuse(ProblemType::FileUnreadable, QString::fromLocal8Bit(std::strerror(reason)), path);
}

qint64 OpenFile::readCached(qint64 place, std::span<char> bytes) const
{
    const iovec into{.iov_base = bytes.data(), .iov_len = bytes.size()};
    // File systems that cannot tell say so, and are waited for.
    const ssize_t count = ::preadv2(m_file, &into, 1, place, RWF_NOWAIT);
    return count > 0 ? count : 0;
}

qint64 OpenFile::read(qint64 place, std::span<char> bytes) const
{
    ssize_t count = 0;
    do {
        count = ::pread(m_file, bytes.data(), bytes.size(), place);
    } while (count < 0 && errno == EINTR);
    return count > 0 ? count : 0;
}

void OpenFile::readAhead(qint64 place, qint64 length) const
{
    ::posix_fadvise(m_file, place, length, POSIX_FADV_WILLNEED);
}

} // namespace enigm::controlplane::http
