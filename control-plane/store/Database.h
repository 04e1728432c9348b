#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/store/Connection.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/SpaceReserve.h"

#include <QString>

#include <memory>

namespace enigm::controlplane::store {

class DataDirectory;

struct DatabaseOptions
{
    QString vfs = {}; ///< a SQLite VFS, for tests that lose writes; empty: the system's
    /// Bytes of disk that the writer holds back in DIR/reserve, for Share::Reserved.
    qint64 reserve = SpaceReserve::usualSize;
};

/// The control plane's database, DIR/control-plane.sqlite, brought up to this program's schema. One process holds DIR
/// at a time. Thread-safe; outlives its readers and its Writer.
class Database
{
public:
    /// Opens or makes the database below `directory`. FileUnreadable; Unavailable where another process holds the
    /// directory; UnsupportedVersion where a newer program has made the schema.
    [[nodiscard]] static Expected<std::unique_ptr<Database>> open(const QString &directory,
                                                                  const DatabaseOptions &options = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Reads from one snapshot until the answer is destroyed, on this thread, over a connection of this thread's own. A
    /// reader inside a reader sees the snapshot of the outer one.
    [[nodiscard]] Expected<Reader> read() const;

    /// The writing connection, for the writer's thread.
    [[nodiscard]] Expected<std::unique_ptr<Connection>> connectWriter() const;

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const DataDirectory &directory() const { return *m_directory; }
    /// Where the writer holds space back, and how many bytes of it.
    [[nodiscard]] QString reservePath() const;
    [[nodiscard]] qint64 reserveSize() const { return m_options.reserve; }

private:
    Database(std::unique_ptr<DataDirectory> directory, DatabaseOptions options);
    [[nodiscard]] Expected<void> bringUpToDate() const;

    std::unique_ptr<DataDirectory> m_directory;
    QString m_path;
    const DatabaseOptions m_options;
    /// Lives as long as this: by it the connections that other threads still keep are known to be stale.
    std::shared_ptr<const int> m_alive;
};

} // namespace enigm::controlplane::store
