#include "tests/support/LossyVfs.h"

#include "tests/support/Power.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <atomic>
#include <new>
#include <utility>

namespace enigm::test {

namespace {

/// What SQLite allocates for an open file: ours, and behind it the one of the system's VFS.
struct LossyFile
{
    sqlite3_file base;
    LossyVfs *vfs;
    QByteArray *path;

    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

LossyFile *lossy(sqlite3_file *file)
{
    return reinterpret_cast<LossyFile *>(file);
}

sqlite3_file *real(sqlite3_file *file)
{
    return lossy(file)->real();
}

sqlite3_vfs *systemVfs()
{
    static sqlite3_vfs *const vfs = sqlite3_vfs_find(nullptr);
    return vfs;
}

QByteArray freshName()
{
    static std::atomic<int> counter = 0;
    return "lossy-" + QByteArray::number(counter.fetch_add(1));
}

QByteArray contentOf(const QByteArray &path)
{
    QFile file(QFile::decodeName(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The C functions of the VFS and of its files: what is not about losing writes is the system's.
struct LossyVfsMethods
{
    static LossyVfs &of(sqlite3_vfs *vfs) { return *static_cast<LossyVfs *>(vfs->pAppData); }

    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        file->pMethods = nullptr;
        const int answer = systemVfs()->xOpen(systemVfs(), name, lossy(file)->real(), flags, outFlags);
        if (answer != SQLITE_OK)
            return answer;
        lossy(file)->vfs = &of(vfs);
        lossy(file)->path = new QByteArray(name ? name : "");
        if (name)
            of(vfs).opened(*lossy(file)->path);
        file->pMethods = &methods;
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncDirectory)
    {
        of(vfs).deleted(name);
        return systemVfs()->xDelete(systemVfs(), name, syncDirectory);
    }

    static int close(sqlite3_file *file)
    {
        delete lossy(file)->path;
        return real(file)->pMethods->xClose(real(file));
    }
    static int read(sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
    {
        return real(file)->pMethods->xRead(real(file), bytes, size, offset);
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
    {
        LossyContent::Write write{.offset = offset, .bytes = QByteArray(static_cast<const char *>(bytes), size)};
        if (const int fault = lossy(file)->vfs->written(*lossy(file)->path, std::move(write)); fault != SQLITE_OK)
            return fault;
        return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        LossyContent::Write write{.offset = size, .bytes = {}, .isTruncation = true};
        if (const int fault = lossy(file)->vfs->written(*lossy(file)->path, std::move(write)); fault != SQLITE_OK)
            return fault;
        return real(file)->pMethods->xTruncate(real(file), size);
    }
    static int sync(sqlite3_file *file, int) { return lossy(file)->vfs->synced(*lossy(file)->path); }
    static int fileSize(sqlite3_file *file, sqlite3_int64 *size)
    {
        return real(file)->pMethods->xFileSize(real(file), size);
    }
    static int lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
    static int unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
    static int checkReservedLock(sqlite3_file *file, int *answer)
    {
        return real(file)->pMethods->xCheckReservedLock(real(file), answer);
    }
    static int fileControl(sqlite3_file *file, int operation, void *argument)
    {
        return real(file)->pMethods->xFileControl(real(file), operation, argument);
    }
    static int sectorSize(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
    static int deviceCharacteristics(sqlite3_file *file)
    {
        return real(file)->pMethods->xDeviceCharacteristics(real(file));
    }
    static int shmMap(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
    {
        const QByteArray shared = *lossy(file)->path + "-shm";
        if (extend && !lossy(file)->vfs->hasRoomFor(shared, qint64(page + 1) * size))
            return SQLITE_IOERR_SHMSIZE;
        return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
    }
    static int shmLock(sqlite3_file *file, int offset, int count, int flags)
    {
        return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
    }
    static void shmBarrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
    static int shmUnmap(sqlite3_file *file, int remove) { return real(file)->pMethods->xShmUnmap(real(file), remove); }

    /// Version 2: without memory-mapped pages, which would bypass us.
    static constexpr sqlite3_io_methods methods{.iVersion = 2,
                                                .xClose = close,
                                                .xRead = read,
                                                .xWrite = write,
                                                .xTruncate = truncate,
                                                .xSync = sync,
                                                .xFileSize = fileSize,
                                                .xLock = lock,
                                                .xUnlock = unlock,
                                                .xCheckReservedLock = checkReservedLock,
                                                .xFileControl = fileControl,
                                                .xSectorSize = sectorSize,
                                                .xDeviceCharacteristics = deviceCharacteristics,
                                                .xShmMap = shmMap,
                                                .xShmLock = shmLock,
                                                .xShmBarrier = shmBarrier,
                                                .xShmUnmap = shmUnmap,
                                                .xFetch = nullptr,
                                                .xUnfetch = nullptr};
};

int LossyVfs::Fault::take()
{
    if (count == 0)
        return SQLITE_OK;
    --count;
    return code;
}

LossyVfs::LossyVfs(Power *power)
    : m_name(freshName())
    , m_vfs(std::make_unique<sqlite3_vfs>(*systemVfs()))
    , m_power(power)
{
    m_vfs->pNext = nullptr;
    m_vfs->zName = m_name.constData();
    m_vfs->pAppData = this;
    m_vfs->szOsFile = int(sizeof(LossyFile)) + systemVfs()->szOsFile;
    m_vfs->xOpen = LossyVfsMethods::open;
    m_vfs->xDelete = LossyVfsMethods::remove;
    sqlite3_vfs_register(m_vfs.get(), 0);
}

LossyVfs::~LossyVfs()
{
    sqlite3_vfs_unregister(m_vfs.get());
}

void LossyVfs::failWrites(int code, int count)
{
    const std::scoped_lock lock(m_mutex);
    m_writeFault = {.code = code, .count = count};
}

void LossyVfs::failSyncs(int code, int count)
{
    const std::scoped_lock lock(m_mutex);
    m_syncFault = {.code = code, .count = count};
}

bool LossyVfs::isOn() const
{
    return !m_power || m_power->isOn();
}

void LossyVfs::opened(const QByteArray &path)
{
    const std::scoped_lock lock(m_mutex);
    if (isOn() && !m_images.contains(path))
        m_images.emplace(path, LossyContent(contentOf(path)));
}

void LossyVfs::deleted(const QByteArray &path)
{
    const std::scoped_lock lock(m_mutex);
    if (isOn())
        m_images.erase(path);
}

int LossyVfs::written(const QByteArray &path, LossyContent::Write write)
{
    const std::scoped_lock lock(m_mutex);
    if (const int fault = m_writeFault.take(); fault != SQLITE_OK)
        return fault;
    if (path.isEmpty()) // a temporary file of no name is no part of an image
        return SQLITE_OK;
    if (m_power && !m_power->step())
        return SQLITE_OK;
    LossyContent &image = m_images[path];
    if (!mayGrow(image.sizeAfter(write) - image.size()))
        return SQLITE_FULL;
    image.take(std::move(write));
    return SQLITE_OK;
}

bool LossyVfs::hasRoomFor(const QByteArray &path, qint64 size) const
{
    const std::scoped_lock lock(m_mutex);
    return mayGrow(size - QFileInfo(QFile::decodeName(path)).size());
}

bool LossyVfs::mayGrow(qint64 bytes) const
{
    return !m_capacity || bytes <= 0 || sizeOfAll() + bytes + QFileInfo(m_capacity->beside).size() <= m_capacity->bytes;
}

qint64 LossyVfs::sizeOfAll() const
{
    qint64 size = 0;
    for (const auto &[path, image] : m_images)
        size += image.size();
    return size;
}

qint64 LossyVfs::size() const
{
    const std::scoped_lock lock(m_mutex);
    return sizeOfAll();
}

void LossyVfs::setCapacity(qint64 bytes, const QString &beside)
{
    const std::scoped_lock lock(m_mutex);
    m_capacity = Capacity{.bytes = bytes, .beside = beside};
}

void LossyVfs::liftCapacity()
{
    const std::scoped_lock lock(m_mutex);
    m_capacity.reset();
}

int LossyVfs::synced(const QByteArray &path)
{
    const std::scoped_lock lock(m_mutex);
    if (const int fault = m_syncFault.take(); fault != SQLITE_OK)
        return fault;
    if (!m_power || m_power->step())
        m_images[path].sync();
    return SQLITE_OK;
}

void LossyVfs::writeImage(const QString &from, const QString &to, Loss loss, std::mt19937 &random) const
{
    std::map<QByteArray, LossyContent> images;
    {
        const std::scoped_lock lock(m_mutex);
        images = m_images;
    }
    QDir().mkpath(to);
    const QByteArray prefix = QFile::encodeName(QFileInfo(from).absoluteFilePath()) + '/';
    for (const auto &[path, image] : images) {
        if (!path.startsWith(prefix))
            continue;
        const QByteArray left = image.left(loss, random);
        QFile file(to + QLatin1Char('/') + QFile::decodeName(path.mid(prefix.size())));
        if (!file.open(QIODevice::WriteOnly) || file.write(left) != left.size())
            qFatal("cannot write an image to %s", qPrintable(file.fileName()));
    }
}

} // namespace enigm::test
