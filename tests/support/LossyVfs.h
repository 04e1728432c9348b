#pragma once

#include "tests/support/LossyContent.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>

struct sqlite3_vfs;

namespace enigm::test {

class Power;

/// A SQLite VFS over the system's that remembers which writes have been synced, so that a test can ask what a power cut
/// would have left on the disk, and that fails on request. Files lie where they say; the disk below is never really
/// synced. Registered while this lives, as `name()`; every connection to it must be closed before. Thread-safe.
class LossyVfs
{
public:
    using Loss = test::Loss;

    /// `power`, where it is given, is borrowed: once it is gone, nothing that follows is in an image.
    explicit LossyVfs(Power *power = nullptr);
    ~LossyVfs();
    LossyVfs(const LossyVfs &) = delete;
    LossyVfs &operator=(const LossyVfs &) = delete;

    [[nodiscard]] QString name() const { return QString::fromLatin1(m_name); }

    /// Writes what would be left of the database files of `from` into the directory `to`.
    void writeImage(const QString &from, const QString &to, Loss loss, std::mt19937 &random) const;

    /// Lets the next `count` writes to files that hold data (or syncs of them) fail with this SQLite code.
    void failWrites(int code, int count);
    void failSyncs(int code, int count);

    /// Bytes of the files that were opened through this, as they are written.
    [[nodiscard]] qint64 size() const;
    /// A disk of so many bytes, which the file `beside` shares: a write that needs more fails with SQLITE_FULL.
    void setCapacity(qint64 bytes, const QString &beside);
    void liftCapacity();

private:
    friend struct LossyVfsMethods;

    struct Capacity
    {
        qint64 bytes = 0;
        QString beside;
    };
    struct Fault
    {
        int code = 0;
        int count = 0;

        [[nodiscard]] int take();
    };

    [[nodiscard]] bool isOn() const;

    /// Whether the capacity lets a file that SQLite maps by itself be so long.
    [[nodiscard]] bool hasRoomFor(const QByteArray &path, qint64 size) const;
    [[nodiscard]] bool mayGrow(qint64 bytes) const; ///< under m_mutex
    [[nodiscard]] qint64 sizeOfAll() const;         ///< under m_mutex

    void opened(const QByteArray &path);
    void deleted(const QByteArray &path);
    [[nodiscard]] int written(const QByteArray &path, LossyContent::Write write);
    [[nodiscard]] int synced(const QByteArray &path);

    const QByteArray m_name;
    std::unique_ptr<sqlite3_vfs> m_vfs;
    mutable std::mutex m_mutex;
    Power *const m_power;
    std::map<QByteArray, LossyContent> m_images; ///< by path; under m_mutex
    Fault m_writeFault;                          ///< under m_mutex
    Fault m_syncFault;                           ///< under m_mutex
    std::optional<Capacity> m_capacity;          ///< under m_mutex
};

} // namespace enigm::test
