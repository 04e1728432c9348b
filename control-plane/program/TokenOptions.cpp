#include "control-plane/program/TokenOptions.h"

#include "control-plane/program/PrivateFiles.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

const QString moduleOption = u"token-module"_s;
const QString labelOption = u"token-label"_s;
const QString fileOption = u"token-pin-file"_s;
const QString descriptorOption = u"token-pin-fd"_s;
constexpr qint64 mostBytes = 256;

/// The first line.
Expected<signing::Secret> pinOf(QByteArray bytes, const QString &where)
{
    const signing::Secret whole = signing::Secret::taking(bytes);
    QByteArrayView line = whole.view();
    if (const qsizetype end = line.indexOf('\n'); end >= 0)
        line = line.first(end);
    if (line.isEmpty())
        return refuse(ProblemType::OutOfRange, u"There is no PIN."_s, where);
    return signing::Secret(line);
}

Expected<signing::Secret> pinInFile(const QString &path)
{
    constexpr auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (QFileInfo(path).permissions() & others)
        return refuse(ProblemType::FileUnreadable, u"Others than its owner may read this file of a PIN."_s, path);
    auto bytes = readFile(path, mostBytes);
    if (!bytes)
        return std::unexpected(bytes.error());
    return pinOf(std::move(*bytes), path);
}

Expected<signing::Secret> pinFrom(const QString &descriptor)
{
    bool isNumber = false;
    const int number = descriptor.toInt(&isNumber);
    QFile file;
    if (!isNumber || number < 0 || !file.open(number, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refuse(ProblemType::FileUnreadable, u"Nothing can be read from this descriptor."_s, descriptor);
    return pinOf(file.readLine(mostBytes), descriptor);
}

} // namespace

TokenOptions::TokenOptions(QCommandLineParser &parser)
    : m_parser(parser)
{
    parser.addOption({moduleOption,
                      u"The PKCS#11 module of the token that holds the keys of devices and handles, by its "
                      "absolute path; once founded, only where it is another one."_s,
                      u"FILE"_s});
    parser.addOption({labelOption, u"The label of that token; the same."_s, u"LABEL"_s});
    parser.addOption({fileOption, u"Read the token's PIN, a line, from this file of its owner's alone."_s, u"FILE"_s});
    parser.addOption({descriptorOption, u"Read the token's PIN, a line, from this file descriptor."_s, u"N"_s});
}

Expected<std::optional<KeyToken::Access>> TokenOptions::access() const
{
    const bool isAsked = m_parser.isSet(moduleOption) || m_parser.isSet(labelOption) || m_parser.isSet(fileOption) ||
                         m_parser.isSet(descriptorOption);
    if (!isAsked)
        return std::optional<KeyToken::Access>();
    auto secret = pin();
    if (!secret)
        return std::unexpected(secret.error());
    return std::optional(KeyToken::Access{
        .module = m_parser.value(moduleOption), .label = m_parser.value(labelOption), .pin = std::move(*secret)});
}

Expected<signing::Secret> TokenOptions::pin() const
{
    if (m_parser.isSet(fileOption) == m_parser.isSet(descriptorOption))
        return refuse(ProblemType::OutOfRange,
                      u"A token takes --token-pin-file FILE or --token-pin-fd N, and not both."_s);
    return m_parser.isSet(fileOption) ? pinInFile(m_parser.value(fileOption))
                                      : pinFrom(m_parser.value(descriptorOption));
}

} // namespace enigm::controlplane::program
