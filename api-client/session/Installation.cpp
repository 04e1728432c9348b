#include "api-client/session/Installation.h"

#include "contract/encoding/Uuid.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 idLength = 36;

std::unexpected<Problem> unusable(const QFileDevice &file)
{
    return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
}

} // namespace

QString stateDirectory()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    // The XDG base directory specification: a relative path is to be ignored.
    return (QDir::isAbsolutePath(state) ? state : QDir::homePath() + u"/.local/state"_s) + u"/enigm-command"_s;
}

Expected<QString> installationId(const QString &directory, qint64 unixMilliseconds)
{
    const QString path = directory + u"/installation"_s;
    if (QFile file(path); file.exists()) {
        if (!file.open(QIODevice::ReadOnly))
            return unusable(file);
        const auto id = encoding::parseUuid7(QString::fromLatin1(file.read(idLength + 1)).trimmed());
        if (!id)
            return std::unexpected(id.error().under(path));
        return *id;
    }
    const QString id = encoding::makeUuid7(unixMilliseconds);
    QSaveFile file(path);
    const bool isSaved = QDir().mkpath(directory) && file.open(QIODevice::WriteOnly) &&
                         file.write(id.toLatin1() + '\n') == idLength + 1 && file.commit();
    if (!isSaved)
        return unusable(file);
    return id;
}

} // namespace enigm::client
