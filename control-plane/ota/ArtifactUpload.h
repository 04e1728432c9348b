#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/RunningSha256.h"
#include "control-plane/ota/ArtifactDisk.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QCryptographicHash>
#include <QString>

#include <memory>

namespace enigm::controlplane::ota {

/// The file of an artifact that is arriving, hashed as it does. One thread at a time.
class ArtifactUpload
{
public:
    /// Goes on behind the first `durable` bytes, which are read again for their hash; what is behind them was never
    /// acknowledged and is cut off. Begins from nothing where the file has fewer. Borrows the disk. FileUnreadable.
    [[nodiscard]] static Expected<std::unique_ptr<ArtifactUpload>> open(const QString &path, qint64 durable,
                                                                        ArtifactDisk &disk = ArtifactDisk::system());
    ~ArtifactUpload();
    ArtifactUpload(const ArtifactUpload &) = delete;
    ArtifactUpload &operator=(const ArtifactUpload &) = delete;

    /// Bytes that are on the disk.
    [[nodiscard]] qint64 offset() const { return m_offset; }
    /// Writes behind them and waits until that is durable. StorageFull, FileUnreadable: nothing was written.
    [[nodiscard]] Expected<void> append(QByteArrayView bytes);
    /// SHA-256 of what is there.
    [[nodiscard]] QByteArray digest() const { return m_hash.digest(); }
    /// SHA-1 of it: of whole artifacts, for stock clients that compare no other. Nothing rests on it.
    [[nodiscard]] QByteArray sha1() const { return m_sha1.result(); }
    /// Throws everything away. FileUnreadable.
    [[nodiscard]] Expected<void> restart();

private:
    ArtifactUpload(QString path, int file, ArtifactDisk &disk);
    [[nodiscard]] Expected<void> cut(qint64 length);
    [[nodiscard]] Expected<void> readAgain(qint64 durable);
    void hash(QByteArrayView bytes);
    [[nodiscard]] std::unexpected<Problem> failed() const;

    const QString m_path;
    const int m_file; ///< descriptor
    ArtifactDisk &m_disk;
    qint64 m_offset = 0;
    signing::RunningSha256 m_hash;
    QCryptographicHash m_sha1{QCryptographicHash::Sha1};
};

} // namespace enigm::controlplane::ota
