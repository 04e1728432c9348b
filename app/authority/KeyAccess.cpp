#include "app/authority/KeyAccess.h"

#include "app/files/FileAccess.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/LockedKey.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace enigm::authority {

namespace {

const QString keyOption = u"key"_s;
const QString fileOption = u"pin-file"_s;
const QString descriptorOption = u"pin-fd"_s;
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

} // namespace

KeyAccess::KeyAccess(QCommandLineParser &parser)
    : m_parser(parser)
{
    parser.addOption(
        {keyOption, u"The key of the production authority, as 'enigmctl authority-key create' wrote it."_s, u"FILE"_s});
    parser.addOption({fileOption, u"Read the token's PIN, a line, from this file of its owner's alone."_s, u"FILE"_s});
    parser.addOption({descriptorOption, u"Read the token's PIN, a line, from this file descriptor."_s, u"N"_s});
}

Expected<signing::Secret> KeyAccess::pin() const
{
    if (m_parser.isSet(fileOption) == m_parser.isSet(descriptorOption))
        return refuse(ProblemType::OutOfRange, u"A PIN comes by --pin-file FILE or by --pin-fd N."_s);
    if (m_parser.isSet(fileOption)) {
        const QString path = m_parser.value(fileOption);
        constexpr auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        if (QFileInfo(path).permissions() & others)
            return refuse(ProblemType::FileUnreadable, u"Others than its owner may read this file of a PIN."_s, path);
        auto bytes = files::readFile(path, mostBytes);
        if (!bytes)
            return std::unexpected(bytes.error());
        return pinOf(std::move(*bytes), path);
    }
    const QString text = m_parser.value(descriptorOption);
    bool isNumber = false;
    const int descriptor = text.toInt(&isNumber);
    QFile file;
    if (!isNumber || descriptor < 0 || !file.open(descriptor, QIODevice::ReadOnly | QIODevice::Unbuffered))
        return refuse(ProblemType::FileUnreadable, u"Nothing can be read from this descriptor."_s, text);
    return pinOf(file.readLine(mostBytes), text);
}

Expected<std::unique_ptr<signing::Signer>> KeyAccess::unlock(bool isSample) const
{
    if (!m_parser.isSet(keyOption))
        return refuse(ProblemType::OutOfRange, u"Say where the key lies."_s, u"--key"_s);
    const auto bytes = files::readFile(m_parser.value(keyOption));
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto value = json::parse(*bytes);
    if (!value)
        return std::unexpected(value.error().under(m_parser.value(keyOption)));
    const auto key = signing::LockedKey::fromJson(*value);
    if (!key)
        return std::unexpected(key.error().under(m_parser.value(keyOption)));
    if ((*key)->tokenLabel().isEmpty() && !isSample)
        return refuse(ProblemType::OutOfRange,
                      u"Outside of samples the key of the production authority lies in a PKCS#11 token."_s,
                      m_parser.value(keyOption));
    const auto secret = pin();
    if (!secret)
        return std::unexpected(secret.error());
    return (*key)->unlock(*secret);
}

} // namespace enigm::authority
