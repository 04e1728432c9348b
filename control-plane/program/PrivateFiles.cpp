#include "control-plane/program/PrivateFiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

std::unexpected<Problem> refuseFile(const QString &path)
{
    return refuse(ProblemType::FileUnreadable, qt_error_string(errno), path);
}

/// A descriptor that is closed when it is let go.
class Descriptor
{
public:
    explicit Descriptor(int descriptor)
        : m_descriptor(descriptor)
    {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] bool sync() const { return ::fsync(m_descriptor) == 0; }
    [[nodiscard]] bool setMode(mode_t mode) const { return ::fchmod(m_descriptor, mode) == 0; }
    [[nodiscard]] bool write(QByteArrayView bytes) const
    {
        while (!bytes.isEmpty()) {
            const auto written = ::write(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()));
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return false;
            bytes = bytes.sliced(written);
        }
        return true;
    }

private:
    int m_descriptor;
};

} // namespace

Expected<void> writeFile(const QString &path, QByteArrayView bytes, Readers readers)
{
    constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW;
    const QByteArray target = QFile::encodeName(path);
    const QByteArray draft = target + ".part";
    {
        const Descriptor file(::open(draft.constData(), flags, S_IRUSR | S_IWUSR));
        const mode_t mode = readers == Readers::Owner ? S_IRUSR | S_IWUSR : S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH;
        if (!file.isOpen() || !file.setMode(mode) || !file.write(bytes) || !file.sync())
            return refuseFile(path);
    }
    if (::rename(draft.constData(), target.constData()) != 0)
        return refuseFile(path);
    const Descriptor directory(
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.isOpen() || !directory.sync())
        return refuseFile(path);
    return {};
}

Expected<QByteArray> readFile(const QString &path, qint64 mostBytes)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    QByteArray bytes = file.read(mostBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return refuse(ProblemType::FileUnreadable, file.errorString(), path);
    if (bytes.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"The file is larger than %1 bytes."_s.arg(mostBytes), path);
    return bytes;
}

Expected<void> makePrivateDirectory(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    const QString parent = QFileInfo(QDir::cleanPath(QDir(path).absolutePath())).path();
    if (!QDir().mkpath(parent))
        return refuse(ProblemType::FileUnreadable, u"The directory cannot be made."_s, parent);
    if (::mkdir(QFile::encodeName(path).constData(), S_IRWXU) != 0)
        return refuseFile(path);
    return {};
}

} // namespace enigm::controlplane::program
