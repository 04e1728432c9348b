#include "tests/control-plane/ota/LossyDisk.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <set>

namespace enigm::test {

namespace {

QByteArray folderOf(const QByteArray &path)
{
    return path.first(path.lastIndexOf('/'));
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

} // namespace

LossyDisk::LossyDisk(const QString &root, Power &power)
    : m_root(QFile::encodeName(QDir(root).absolutePath()))
    , m_power(power)
{
    QDirIterator below(QFile::decodeName(m_root) + QLatin1String("/artifacts"), QDir::Files | QDir::Hidden);
    if (QDir(below.path()).exists())
        m_names.emplace(QFile::encodeName(below.path()), Name{.isFolder = true, .isThereDurably = true});
    while (below.hasNext()) {
        const QString path = below.next();
        m_names.emplace(QFile::encodeName(path), Name{.isThereDurably = true, .content = LossyContent(readAll(path))});
    }
}

bool LossyDisk::makeFolder(const QByteArray &path)
{
    const bool isOn = m_power.step();
    if (!ArtifactDisk::makeFolder(path))
        return false;
    const std::scoped_lock lock(m_mutex);
    if (isOn)
        m_names.try_emplace(path, Name{.isFolder = true});
    return true;
}

int LossyDisk::openFile(const QByteArray &path)
{
    const bool isOn = m_power.step();
    const int file = ArtifactDisk::openFile(path);
    if (file < 0)
        return file;
    const std::scoped_lock lock(m_mutex);
    m_files.insert_or_assign(file, path);
    if (isOn)
        m_names.try_emplace(path);
    return file;
}

LossyContent *LossyDisk::contentOf(int file)
{
    const auto name = m_names.find(m_files.at(file));
    return name == m_names.end() ? nullptr : &name->second.content;
}

bool LossyDisk::write(int file, QByteArrayView bytes, qint64 place)
{
    const bool isOn = m_power.step();
    if (!ArtifactDisk::write(file, bytes, place))
        return false;
    const std::scoped_lock lock(m_mutex);
    if (isOn)
        contentOf(file)->take({.offset = place, .bytes = bytes.toByteArray()});
    return true;
}

bool LossyDisk::truncate(int file, qint64 size)
{
    const bool isOn = m_power.step();
    if (!ArtifactDisk::truncate(file, size))
        return false;
    const std::scoped_lock lock(m_mutex);
    if (isOn)
        contentOf(file)->take({.offset = size, .bytes = {}, .isTruncation = true});
    return true;
}

bool LossyDisk::sync(int file)
{
    const std::scoped_lock lock(m_mutex);
    if (m_power.step())
        contentOf(file)->sync();
    return true;
}

bool LossyDisk::syncFolder(const QByteArray &path)
{
    const std::scoped_lock lock(m_mutex);
    if (!m_power.step())
        return true;
    for (auto &[name, what] : m_names) {
        if (folderOf(name) == path)
            what.isThereDurably = what.isThere;
    }
    return true;
}

bool LossyDisk::remove(const QByteArray &path)
{
    const bool isOn = m_power.step();
    if (!ArtifactDisk::remove(path))
        return false;
    const std::scoped_lock lock(m_mutex);
    if (const auto name = m_names.find(path); isOn && name != m_names.end())
        name->second.isThere = false;
    return true;
}

bool LossyDisk::isLeft(const Name &name, Loss loss, std::mt19937 &random)
{
    const bool isInDoubt = name.isThere != name.isThereDurably;
    return loss == Loss::Some && isInDoubt ? random() % 2 == 0 : name.isThereDurably;
}

void LossyDisk::writeImage(const QString &to, Loss loss, std::mt19937 &random) const
{
    const std::scoped_lock lock(m_mutex);
    std::set<QByteArray> folders{m_root};
    for (const auto &[path, name] : m_names) { // a folder comes before what is in it
        if (!folders.contains(folderOf(path)) || !isLeft(name, loss, random))
            continue;
        const QString copy = to + QFile::decodeName(path.sliced(m_root.size()));
        if (name.isFolder) {
            folders.insert(path);
            QDir().mkpath(copy);
            continue;
        }
        const QByteArray left = name.content.left(loss, random);
        QFile file(copy);
        if (!file.open(QIODevice::WriteOnly) || file.write(left) != left.size())
            qFatal("cannot write an image to %s", qPrintable(copy));
    }
}

} // namespace enigm::test
