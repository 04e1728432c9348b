#include "contract/signing/TokenPin.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace enigm::signing {

namespace {

constexpr qint64 mostBytes = 256;

/// The first line.
Expected<Secret> pinOf(QByteArray bytes, const QString &where)
{
    const Secret whole = Secret::taking(bytes);
    QByteArrayView line = whole.view();
    if (const qsizetype end = line.indexOf('\n'); end >= 0)
        line = line.first(end);
    if (line.isEmpty())
        return refuse(ProblemType::OutOfRange, u"There is no PIN."_s, where);
    return Secret(line);
}

} // namespace

Expected<Secret> pinInFile(const QString &path)
{
    constexpr auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (QFileInfo(path).permissions() & others)
        return refuse(ProblemType::FileUnreadable, u"Others than its owner may read this file of a PIN."_s, path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refuse(ProblemType::FileUnreadable, u"This file of a PIN cannot be read: %1"_s.arg(file.errorString()),
                      path);
    if (file.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"A PIN is a short line."_s, path);
    return pinOf(file.read(mostBytes), path);
}

Expected<Secret> pinFromDescriptor(const QString &descriptor)
{
    bool isNumber = false;
    const int number = descriptor.toInt(&isNumber);
    QFile file;
    if (!isNumber || number < 0 || !file.open(number, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refuse(ProblemType::FileUnreadable, u"Nothing can be read from this descriptor."_s, descriptor);
    return pinOf(file.readLine(mostBytes), descriptor);
}

} // namespace enigm::signing
