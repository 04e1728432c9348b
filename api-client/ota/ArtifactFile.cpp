#include "api-client/ota/ArtifactFile.h"

#include "contract/signing/RunningSha256.h"

#include <QFile>
#include <QFileInfo>
#include <qcoro/qcorotimer.h>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sliceSize = 4 * 1024 * 1024;

std::unexpected<Problem> unreadable(const QFile &file)
{
    return refuse(ProblemType::FileUnreadable, file.errorString(), file.fileName());
}

} // namespace

Task<Expected<ota::Artifact>> describeArtifact(QString path, ByteProgress progress)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        co_return unreadable(file);
    signing::RunningSha256 hash;
    qint64 length = 0;
    while (!file.atEnd()) {
        if (progress && !progress(length, file.size()))
            co_return refuse(ProblemType::Cancelled);
        const QByteArray slice = file.read(sliceSize);
        if (slice.isEmpty())
            co_return unreadable(file);
        hash.add(slice);
        length += slice.size();
        co_await QCoro::sleepFor(std::chrono::milliseconds(0)); // whatever else is to be done comes first
    }
    const ota::Artifact artifact{.digest = hash.digest(), .length = length, .name = QFileInfo(path).fileName()};
    auto checked = ota::Artifact::fromJson(artifact.toJson(), {});
    if (!checked)
        co_return std::unexpected(checked.error().under(path));
    co_return checked;
}

Expected<QByteArray> readPart(const QString &path, qint64 offset, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return unreadable(file);
    QByteArray bytes = file.read(most);
    if (bytes.isEmpty())
        return refuse(ProblemType::FileUnreadable, u"The file ends before its artifact does."_s, path);
    return bytes;
}

} // namespace enigm::client
