#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace enigm::controlplane::ota {

/// The calls by which artifacts come to lie on a disk, each as the system makes it: false, or a negative descriptor,
/// with errno. A test looks on here, to know what a power cut would leave. Thread-safe.
class ArtifactDisk
{
public:
    /// The one there is.
    [[nodiscard]] static ArtifactDisk &system();

    ArtifactDisk() = default;
    virtual ~ArtifactDisk() = default;
    ArtifactDisk(const ArtifactDisk &) = delete;
    ArtifactDisk &operator=(const ArtifactDisk &) = delete;

    /// A folder of its owner's alone, whether or not it was there.
    [[nodiscard]] virtual bool makeFolder(const QByteArray &path);
    /// To read and write a file of its owner's alone, which is made where it is missing.
    [[nodiscard]] virtual int openFile(const QByteArray &path);
    /// All of the bytes at this place of the file.
    [[nodiscard]] virtual bool write(int file, QByteArrayView bytes, qint64 place);
    [[nodiscard]] virtual bool truncate(int file, qint64 size);
    /// Waits until the bytes are durable, and how many there are. Not the name of the file: that is its folder's.
    [[nodiscard]] virtual bool sync(int file);
    /// Waits until the names in a folder are durable.
    [[nodiscard]] virtual bool syncFolder(const QByteArray &path);
    /// Whether or not there is such a file.
    [[nodiscard]] virtual bool remove(const QByteArray &path);
};

} // namespace enigm::controlplane::ota
