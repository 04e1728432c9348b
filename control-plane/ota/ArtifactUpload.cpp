#include "control-plane/ota/ArtifactUpload.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::ota {

namespace {

constexpr qint64 readSize = 1024 * 1024;

QByteArray folderOf(const QString &path)
{
    return QFile::encodeName(path.first(path.lastIndexOf(u'/')));
}

} // namespace

ArtifactUpload::ArtifactUpload(QString path, int file, ArtifactDisk &disk)
    : m_path(std::move(path))
    , m_file(file)
    , m_disk(disk)
{}

ArtifactUpload::~ArtifactUpload()
{
    if (m_file >= 0)
        ::close(m_file);
}

Expected<std::unique_ptr<ArtifactUpload>> ArtifactUpload::open(const QString &path, qint64 durable, ArtifactDisk &disk)
{
    const int file = disk.openFile(QFile::encodeName(path));
    std::unique_ptr<ArtifactUpload> upload(new ArtifactUpload(path, file, disk));
    struct stat found = {};
    if (file < 0 || ::fstat(file, &found) != 0 || !disk.syncFolder(folderOf(path)))
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
    if (!m_disk.write(m_file, bytes, m_offset) || !m_disk.sync(m_file)) {
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
    if (!m_disk.truncate(m_file, length) || !m_disk.sync(m_file))
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
