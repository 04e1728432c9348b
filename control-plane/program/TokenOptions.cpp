#include "control-plane/program/TokenOptions.h"

#include "contract/signing/TokenPin.h"

using namespace Qt::StringLiterals;

namespace enigm::controlplane::program {

namespace {

const QString moduleOption = u"token-module"_s;
const QString labelOption = u"token-label"_s;
const QString fileOption = u"token-pin-file"_s;
const QString descriptorOption = u"token-pin-fd"_s;

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
    return m_parser.isSet(fileOption) ? signing::pinInFile(m_parser.value(fileOption))
                                      : signing::pinFromDescriptor(m_parser.value(descriptorOption));
}

} // namespace enigm::controlplane::program
