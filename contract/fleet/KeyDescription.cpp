#include "contract/fleet/KeyDescription.h"

#include "contract/fleet/AuthorizationList.h"

#include <array>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr std::array levels{SecurityLevel::Software, SecurityLevel::TrustedEnvironment, SecurityLevel::StrongBox};
constexpr std::array levelWords{"software"_L1, "trusted-environment"_L1, "strongbox"_L1};

Expected<SecurityLevel> readLevel(DerReader &reader)
{
    const auto value = reader.enumerated();
    if (!value)
        return std::unexpected(value.error());
    if (*value >= levels.size())
        return refuse(ProblemType::OutOfRange, u"The security level is not known."_s);
    return levels[*value];
}

// attestationVersion, attestationSecurityLevel, keyMintVersion, keyMintSecurityLevel
Expected<void> readVersions(DerReader &reader, KeyDescription &result)
{
    const auto version = reader.integer();
    if (!version)
        return std::unexpected(version.error());
    if (*version < 1 || *version > quint64(KeyDescription::mostVersion))
        return refuse(ProblemType::UnsupportedVersion, u"This version of key attestation is not known."_s);
    const auto level = readLevel(reader);
    if (!level)
        return std::unexpected(level.error());
    const auto keyMintVersion = reader.integer();
    if (!keyMintVersion)
        return std::unexpected(keyMintVersion.error());
    const auto keyMintLevel = readLevel(reader);
    if (!keyMintLevel)
        return std::unexpected(keyMintLevel.error());
    result.attestationVersion = static_cast<int>(*version);
    result.attestationSecurityLevel = *level;
    result.keyMintVersion = *keyMintVersion;
    result.keyMintSecurityLevel = *keyMintLevel;
    return {};
}

Expected<AuthorizationList> readList(DerReader &reader)
{
    const auto list = reader.sequence();
    if (!list)
        return std::unexpected(list.error());
    return parseAuthorizationList(*list);
}

} // namespace

std::span<const SecurityLevel> allSecurityLevels()
{
    return levels;
}

QLatin1StringView toWord(SecurityLevel level)
{
    return levelWords[static_cast<std::size_t>(level)];
}

std::optional<SecurityLevel> securityLevelFromWord(QAnyStringView word)
{
    for (const SecurityLevel level : levels) {
        if (toWord(level) == word)
            return level;
    }
    return std::nullopt;
}

QLatin1StringView toWord(VerifiedBootState state)
{
    switch (state) {
    case VerifiedBootState::Verified:
        return "verified"_L1;
    case VerifiedBootState::SelfSigned:
        return "self-signed"_L1;
    case VerifiedBootState::Unverified:
        return "unverified"_L1;
    case VerifiedBootState::Failed:
        return "failed"_L1;
    }
    Q_UNREACHABLE();
}

Expected<KeyDescription> KeyDescription::parse(QByteArrayView der)
{
    if (der.size() > mostBytes)
        return refuse(ProblemType::TooLarge, u"The key description is too large."_s);
    DerReader outer(der);
    auto reader = outer.sequence();
    if (!reader)
        return std::unexpected(reader.error());
    KeyDescription result;
    if (const auto read = readVersions(*reader, result); !read)
        return std::unexpected(read.error());
    const auto challenge = reader->octetString();
    if (!challenge)
        return std::unexpected(challenge.error());
    result.challenge = challenge->toByteArray();
    const auto uniqueId = reader->octetString();
    if (!uniqueId)
        return std::unexpected(uniqueId.error());
    auto software = readList(*reader);
    if (!software)
        return std::unexpected(software.error());
    auto hardware = readList(*reader);
    if (!hardware)
        return std::unexpected(hardware.error());
    result.carriedIdentifiers = !uniqueId->isEmpty() || software->carriedIdentifiers || hardware->carriedIdentifiers;
    result.softwareEnforced = std::move(*software);
    result.hardwareEnforced = std::move(*hardware);
    for (const DerReader &finished : {*reader, outer}) {
        if (const auto end = finished.finish(); !end)
            return std::unexpected(end.error());
    }
    return result;
}

} // namespace enigm::fleet
