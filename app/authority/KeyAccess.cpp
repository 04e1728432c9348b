#include "app/authority/KeyAccess.h"

#include "app/files/FileAccess.h"
#include "contract/json/JsonParser.h"
#include "contract/signing/LockedKey.h"
#include "contract/signing/TokenPin.h"

using namespace Qt::StringLiterals;

namespace enigm::authority {

namespace {

const QString keyOption = u"key"_s;
const QString fileOption = u"pin-file"_s;
const QString descriptorOption = u"pin-fd"_s;

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
    return m_parser.isSet(fileOption) ? signing::pinInFile(m_parser.value(fileOption))
                                      : signing::pinFromDescriptor(m_parser.value(descriptorOption));
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
