#pragma once

#include "contract/problems/Problem.h"

#include <QString>

#include <memory>
#include <span>

namespace enigm::controlplane::http {

/// A file that is read from any place, by any thread, and does not change meanwhile.
class OpenFile
{
public:
    /// A regular file, not behind a symbolic link. FileUnreadable.
    [[nodiscard]] static Expected<std::shared_ptr<const OpenFile>> open(const QString &path);
    ~OpenFile();
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    [[nodiscard]] qint64 size() const { return m_size; }
    /// What lies in memory of these bytes, without waiting for a disk: how many were read; 0 for none.
    [[nodiscard]] qint64 readCached(qint64 place, std::span<char> bytes) const;
    /// The same, waiting for the disk; 0 where they cannot be read.
    [[nodiscard]] qint64 read(qint64 place, std::span<char> bytes) const;
    /// Has the system begin to read these bytes.
    void readAhead(qint64 place, qint64 length) const;

private:
    OpenFile(int file, qint64 size);

    const int m_file; ///< descriptor
    const qint64 m_size;
};

} // namespace enigm::controlplane::http
