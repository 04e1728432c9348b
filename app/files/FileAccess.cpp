#include "app/files/FileAccess.h"

#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace enigm::files {

namespace {

std::unexpected<Problem> unusable(const QFileDevice &file)
{
    return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
}

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto everybody = ownerOnly | QFileDevice::ReadGroup | QFileDevice::ReadOther;

} // namespace

Expected<QByteArray> readFile(const QString &path, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unusable(file);
    QByteArray bytes = file.read(most + 1);
    if (file.error() != QFileDevice::NoError)
        return unusable(file);
    if (bytes.size() > most)
        return refuse(ProblemType::TooLarge, u"The file is too large."_s, path);
    return bytes;
}

Expected<void> writeFile(const QString &path, QByteArrayView bytes, Readers readers)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.setPermissions(readers == Readers::Owner ? ownerOnly : everybody) &&
                           file.write(bytes.data(), bytes.size()) == bytes.size() && file.commit();
    if (!isWritten)
        return unusable(file);
    return {};
}

Expected<void> writeNewFile(const QString &path, QByteArrayView bytes, Readers readers)
{
    if (QFile::exists(path))
        return refuse(ProblemType::AlreadyExists, u"There is such a file already."_s, path);
    return writeFile(path, bytes, readers);
}

} // namespace enigm::files
