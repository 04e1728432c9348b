#include "api-client/keys/FileVault.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qint64 maxFileSize = 64 * 1024;

std::unexpected<Problem> unreadable(const QFileDevice &file)
{
    return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
}

} // namespace

FileVault::FileVault(QString directory)
    : m_directory(std::move(directory))
{}

QString FileVault::kind() const
{
    return u"file"_s;
}

QString FileVault::directoryOf(const QByteArray &deployment) const
{
    return m_directory + u'/' +
           QString::fromLatin1(deployment.first(std::min<qsizetype>(deployment.size(), 8)).toHex());
}

Task<Expected<std::vector<deployment::OperatorFile>>> FileVault::list(QByteArray deployment)
{
    std::vector<deployment::OperatorFile> files;
    const QDir directory(directoryOf(deployment));
    for (const QString &name : directory.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            co_return unreadable(file);
        auto parsed = deployment::OperatorFile::parse(file.read(maxFileSize));
        if (!parsed)
            co_return std::unexpected(parsed.error().under(file.fileName()));
        if (parsed->deployment == deployment)
            files.push_back(std::move(*parsed));
    }
    co_return files;
}

Task<Expected<void>> FileVault::store(deployment::OperatorFile file)
{
    const QString directory = directoryOf(file.deployment);
    if (!QDir().mkpath(directory))
        co_return refuse(ProblemType::FileUnreadable, u"The folder of the keys cannot be made."_s, directory);
    QFile(directory).setPermissions(ownerOnly | QFileDevice::ExeOwner);
    QSaveFile out(directory + u'/' + file.operatorId + u".json"_s);
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(ownerOnly) || out.write(file.toBytes()) < 0 ||
        !out.commit())
        co_return unreadable(out);
    co_return Expected<void>();
}

Task<Expected<void>> FileVault::remove(QByteArray deployment, QString operatorId)
{
    QFile file(directoryOf(deployment) + u'/' + operatorId + u".json"_s);
    if (!file.remove())
        co_return unreadable(file);
    co_return Expected<void>();
}

} // namespace enigm::client
