#include "control-plane/ota/ArtifactUpload.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

constexpr qint64 readSize = 1024 * 1024;

/// All of the bytes at this place of the file; false with errno.
bool writeAt(int file, QByteArrayView bytes, qint64 place)
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

/// A name is durable once its folder is.
bool syncFolderOf(const QString &path)
{
    const QByteArray folder = QFile::encodeName(path.first(path.lastIndexOf(u'/')));
    const int directory = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0)
        return false;
    const bool synced = ::fsync(directory) == 0;
    ::close(directory);
    return synced;
}

} // namespace

ArtifactUpload::ArtifactUpload(QString path, int file)
    : m_path(std::move(path))
    , m_file(file)
{}

ArtifactUpload::~ArtifactUpload()
{
    if (m_file >= 0)
        ::close(m_file);
}

Expected<std::unique_ptr<ArtifactUpload>> ArtifactUpload::open(const QString &path, qint64 durable)
{
    const int file =
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    std::unique_ptr<ArtifactUpload> upload(new ArtifactUpload(path, file));
    struct stat found = {};
    if (file < 0 || ::fchmod(file, S_IRUSR | S_IWUSR) != 0 || ::fstat(file, &found) != 0 || !syncFolderOf(path))
        return upload->failed();
    const qint64 kept = found.st_size < durable ? 0 : durable;
    if (found.st_size != kept) {
        if (const auto done = upload->cut(kept); !done)
            return std::unexpected(done.error());
    }
    if (const auto read = upload->readAgain(kept); !read)
        return std::unexpected(read.error());
    return upload;
}

Expected<void> ArtifactUpload::readAgain(qint64 durable)
{
    std::vector<char> bytes(static_cast<std::size_t>(std::min(durable, readSize)));
    while (m_offset < durable) {
        const qint64 wanted = std::min(durable - m_offset, readSize);
        const ssize_t count = ::pread(m_file, bytes.data(), static_cast<std::size_t>(wanted), m_offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failed();
        hash({bytes.data(), count});
        m_offset += count;
    }
    return {};
}

Expected<void> ArtifactUpload::append(QByteArrayView bytes)
{
    if (!writeAt(m_file, bytes, m_offset) || ::fdatasync(m_file) != 0) {
        const auto problem = failed();
        static_cast<void>(cut(m_offset)); // otherwise it is cut when the file is opened again
        return problem;
    }
    m_offset += bytes.size();
    hash(bytes);
    return {};
}

void ArtifactUpload::hash(QByteArrayView bytes)
{
    m_hash.add(bytes);
    m_sha1.addData(bytes);
}

Expected<void> ArtifactUpload::restart()
{
    if (auto done = cut(0); !done)
        return done;
    m_offset = 0;
    m_hash = signing::RunningSha256();
    m_sha1.reset();
    return {};
}

Expected<void> ArtifactUpload::cut(qint64 length)
{
    if (::ftruncate(m_file, length) != 0 || ::fsync(m_file) != 0)
        return failed();
    return {};
}

std::unexpected<Problem> ArtifactUpload::failed() const
{
    const int reason = errno;
    if (reason == ENOSPC || reason == EDQUOT)
        return refuse(ProblemType::StorageFull, u"The artifact does not fit on the disk of the control plane."_s);
    return refuse(ProblemType::FileUnreadable, QString::fromLocal8Bit(std::strerror(reason)), m_path);
}

} // namespace enigm::controlplane::ota
