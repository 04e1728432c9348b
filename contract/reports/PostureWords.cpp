#include "contract/reports/PostureWords.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::reports {

namespace {

using encoding::WordRow;

/// In the order of declaration.
template <typename Enum>
constexpr encoding::WordTable<Enum, 0> rows;

template <>
constexpr auto rows<TrustCenter> = std::to_array<WordRow<TrustCenter>>({
    {TrustCenter::Protected, "PROTECTED"_L1},
    {TrustCenter::ReviewRequired, "REVIEW_REQUIRED"_L1},
    {TrustCenter::Inactive, "INACTIVE"_L1},
});

template <>
constexpr auto rows<OsTrust> = std::to_array<WordRow<OsTrust>>({
    {OsTrust::Trusted, "trusted"_L1},
    {OsTrust::Degraded, "degraded"_L1},
    {OsTrust::Untrusted, "untrusted"_L1},
    {OsTrust::Unknown, "unknown"_L1},
});

template <>
constexpr auto rows<Integrity> = std::to_array<WordRow<Integrity>>({
    {Integrity::Intact, "intact"_L1},
    {Integrity::Altered, "altered"_L1},
    {Integrity::Unknown, "unknown"_L1},
});

template <>
constexpr auto rows<AppSession> = std::to_array<WordRow<AppSession>>({
    {AppSession::Active, "active"_L1},
    {AppSession::Locked, "locked"_L1},
    {AppSession::Ended, "ended"_L1},
    {AppSession::Unknown, "unknown"_L1},
});

template <>
constexpr auto rows<Severity> = std::to_array<WordRow<Severity>>({
    {Severity::Info, "info"_L1},
    {Severity::Low, "low"_L1},
    {Severity::Medium, "medium"_L1},
    {Severity::High, "high"_L1},
    {Severity::Critical, "critical"_L1},
});

template <>
constexpr auto rows<FindingSource> = std::to_array<WordRow<FindingSource>>({
    {FindingSource::AppIntegrity, "app-integrity"_L1},
    {FindingSource::AppPermissions, "app-permissions"_L1},
    {FindingSource::AppSession, "app-session"_L1},
    {FindingSource::Boot, "boot"_L1},
    {FindingSource::DeveloperOptions, "developer-options"_L1},
    {FindingSource::DeviceAdministration, "device-administration"_L1},
    {FindingSource::Encryption, "encryption"_L1},
    {FindingSource::Network, "network"_L1},
    {FindingSource::OsUpdate, "os-update"_L1},
    {FindingSource::ScreenLock, "screen-lock"_L1},
    {FindingSource::SecurityCenter, "security-center"_L1},
    {FindingSource::Sensors, "sensors"_L1},
    {FindingSource::Usb, "usb"_L1},
});

template <>
constexpr auto rows<Recommendation> = std::to_array<WordRow<Recommendation>>({
    {Recommendation::ContactAdministrator, "contact-administrator"_L1},
    {Recommendation::DisableDeveloperOptions, "disable-developer-options"_L1},
    {Recommendation::DisconnectNetwork, "disconnect-network"_L1},
    {Recommendation::DisconnectUsb, "disconnect-usb"_L1},
    {Recommendation::EnableEncryption, "enable-encryption"_L1},
    {Recommendation::InstallUpdate, "install-update"_L1},
    {Recommendation::None, "none"_L1},
    {Recommendation::RemoveApp, "remove-app"_L1},
    {Recommendation::RestartDevice, "restart-device"_L1},
    {Recommendation::ReviewPermissions, "review-permissions"_L1},
    {Recommendation::SetScreenLock, "set-screen-lock"_L1},
    {Recommendation::SignInAgain, "sign-in-again"_L1},
    {Recommendation::TurnOnSecurityCenter, "turn-on-security-center"_L1},
});

template <typename Enum>
constexpr auto values = encoding::valuesOf(rows<Enum>);

} // namespace

template <typename Enum>
QLatin1StringView toWord(Enum value)
{
    return encoding::wordIn(rows<Enum>, value);
}

template <typename Enum>
std::optional<Enum> fromWord(QAnyStringView word)
{
    return encoding::valueIn(rows<Enum>, word);
}

template <typename Enum>
std::span<const Enum> allOf()
{
    return values<Enum>;
}

#define ENIGM_POSTURE_WORDS(Enum)                                                                                      \
    template QLatin1StringView toWord(Enum);                                                                           \
    template std::optional<Enum> fromWord<Enum>(QAnyStringView);                                                       \
    template std::span<const Enum> allOf<Enum>();

ENIGM_POSTURE_WORDS(TrustCenter)
ENIGM_POSTURE_WORDS(OsTrust)
ENIGM_POSTURE_WORDS(Integrity)
ENIGM_POSTURE_WORDS(AppSession)
ENIGM_POSTURE_WORDS(Severity)
ENIGM_POSTURE_WORDS(FindingSource)
ENIGM_POSTURE_WORDS(Recommendation)

#undef ENIGM_POSTURE_WORDS

} // namespace enigm::reports
