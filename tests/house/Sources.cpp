#include "tests/house/Sources.h"

#include "tests/support/Vectors.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace enigm::test {

namespace {

void collect(const QDir &folder, const QStringList &suffixes, QStringList &files)
{
    QDirIterator entries(folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        entries.next();
        const QFileInfo file = entries.fileInfo();
        if (suffixes.isEmpty() || suffixes.contains(file.suffix()))
            files.append(QDir(repositoryRoot()).relativeFilePath(file.filePath()));
    }
}

} // namespace

QString repositoryRoot()
{
    return qEnvironmentVariable("ENIGM_SOURCE_DIR");
}

QStringList sourcesWith(const QStringList &suffixes)
{
    QStringList files;
    const QDir root(repositoryRoot());
    const QStringList folders = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &folder : folders) {
        if (folder != "build"_L1)
            collect(QDir(root.filePath(folder)), suffixes, files);
    }
    const QFileInfoList own = root.entryInfoList(QDir::Files);
    for (const QFileInfo &file : own) {
        if (suffixes.isEmpty() || suffixes.contains(file.suffix()))
            files.append(file.fileName());
    }
    files.sort();
    return files;
}

QStringList linesOf(const QString &file)
{
    return QString::fromUtf8(readFile(QDir(repositoryRoot()).filePath(file))).split(u'\n');
}

} // namespace enigm::test
