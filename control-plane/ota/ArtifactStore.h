#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/ota/ArtifactDisk.h"

#include <QString>

#include <memory>
#include <vector>

namespace enigm::controlplane::ota {

/// DIR/artifacts: one file a release, called by the id of the release, readable by its owner alone. Whether a file is
/// whole is for the database to say; a file that it does not know is a leftover. Thread-safe.
class ArtifactStore
{
public:
    /// Bytes of the disk that no artifact may take: logs and database go on growing.
    static constexpr qint64 usualKeptFree = 512LL * 1024 * 1024;

    /// Makes the folder where it is missing, durably. Borrows the disk. FileUnreadable.
    [[nodiscard]] static Expected<std::unique_ptr<ArtifactStore>>
    open(const QString &dataDirectory, qint64 keptFree = usualKeptFree, ArtifactDisk &disk = ArtifactDisk::system());

    [[nodiscard]] ArtifactDisk &disk() const { return m_disk; }
    [[nodiscard]] QString pathOf(const QString &release) const;
    /// StorageFull where so many bytes more would take what is kept free.
    [[nodiscard]] Expected<void> checkRoom(qint64 bytes) const;
    /// Whether or not there is such a file. FileUnreadable.
    [[nodiscard]] Expected<void> remove(const QString &release) const;
    /// Removes every file that belongs to none of these (sorted). FileUnreadable for the first that stays.
    [[nodiscard]] Expected<void> sweep(const std::vector<QString> &releases) const;

private:
    ArtifactStore(QString directory, qint64 keptFree, ArtifactDisk &disk);

    const QString m_directory;
    const qint64 m_keptFree;
    ArtifactDisk &m_disk;
};

} // namespace enigm::controlplane::ota
