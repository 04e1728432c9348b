#pragma once

#include "control-plane/ota/ArtifactDisk.h"
#include "tests/support/LossyContent.h"
#include "tests/support/Power.h"

#include <QString>

#include <map>
#include <mutex>

namespace enigm::test {

/// The system's disk, of which it is remembered what was synced below one folder: bytes of files, and the names of
/// files and folders, which are another thing. Thread-safe.
class LossyDisk : public controlplane::ota::ArtifactDisk
{
public:
    /// What lies below `root` now is durable. Borrows the power.
    LossyDisk(const QString &root, Power &power);

    [[nodiscard]] bool makeFolder(const QByteArray &path) override;
    [[nodiscard]] int openFile(const QByteArray &path) override;
    [[nodiscard]] bool write(int file, QByteArrayView bytes, qint64 place) override;
    [[nodiscard]] bool truncate(int file, qint64 size) override;
    [[nodiscard]] bool sync(int file) override;
    [[nodiscard]] bool syncFolder(const QByteArray &path) override;
    [[nodiscard]] bool remove(const QByteArray &path) override;

    /// Writes into the folder `to` what the power has left of what lies below the root.
    void writeImage(const QString &to, Loss loss, std::mt19937 &random) const;

private:
    /// A name below the root, and what it names.
    struct Name
    {
        bool isFolder = false;
        bool isThere = true;
        bool isThereDurably = false;
        LossyContent content = LossyContent();
    };

    [[nodiscard]] LossyContent *contentOf(int file); ///< under m_mutex
    [[nodiscard]] static bool isLeft(const Name &name, Loss loss, std::mt19937 &random);

    const QByteArray m_root;
    Power &m_power;
    mutable std::mutex m_mutex;
    std::map<QByteArray, Name> m_names; ///< by path; under m_mutex
    std::map<int, QByteArray> m_files;  ///< paths by descriptor; under m_mutex
};

} // namespace enigm::test
