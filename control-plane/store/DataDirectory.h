#pragma once

#include "contract/problems/Problem.h"

#include <QString>

#include <memory>

namespace enigm::controlplane::store {

/// The directory of a control plane's data, held for as long as this lives: one process at a time writes there.
class DataDirectory
{
public:
    /// Makes the directory (0700) where it is missing and takes the lock on its file `lock`. FileUnreadable;
    /// Unavailable where another process holds it.
    [[nodiscard]] static Expected<std::unique_ptr<DataDirectory>> hold(const QString &path);
    ~DataDirectory();
    DataDirectory(const DataDirectory &) = delete;
    DataDirectory &operator=(const DataDirectory &) = delete;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString filePath(const QString &name) const;
    /// Makes the file, empty and readable by its owner alone, unless it is there; durable with its name.
    /// FileUnreadable.
    [[nodiscard]] Expected<void> makePrivateFile(const QString &name) const;

private:
    DataDirectory(QString path, int lock);

    QString m_path;
    int m_lock; ///< descriptor that holds the flock
};

} // namespace enigm::controlplane::store
