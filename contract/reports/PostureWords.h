#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace enigm::reports {

// The closed vocabulary of posture reports (design section 3, docs/contract.md). There is no free text among it, so
// that no identifier can travel in one.

/// The Trust Security Center of the device.
enum class TrustCenter { Protected, ReviewRequired, Inactive };
/// How far the device trusts the system that it runs. `Unknown`: it cannot tell, which is no trust.
enum class OsTrust { Trusted, Degraded, Untrusted, Unknown };
/// Whether system and apps are what was installed.
enum class Integrity { Intact, Altered, Unknown };
/// The App session on the device.
enum class AppSession { Active, Locked, Ended, Unknown };

/// Of a finding, in the order of weight.
enum class Severity { Info, Low, Medium, High, Critical };
/// Where a finding was made.
enum class FindingSource {
    AppIntegrity,
    AppPermissions,
    AppSession,
    Boot,
    DeveloperOptions,
    DeviceAdministration,
    Encryption,
    Network,
    OsUpdate,
    ScreenLock,
    SecurityCenter,
    Sensors,
    Usb,
};
/// What the device recommends to whoever holds it.
enum class Recommendation {
    ContactAdministrator,
    DisableDeveloperOptions,
    DisconnectNetwork,
    DisconnectUsb,
    EnableEncryption,
    InstallUpdate,
    None,
    RemoveApp,
    RestartDevice,
    ReviewPermissions,
    SetScreenLock,
    SignInAgain,
    TurnOnSecurityCenter,
};

// The words that are signed, stored and sent. Defined for the enumerations above alone.
/// Such as "PROTECTED" or "review-permissions".
template <typename Enum>
[[nodiscard]] QLatin1StringView toWord(Enum value);
/// Nothing for an unknown word.
template <typename Enum>
[[nodiscard]] std::optional<Enum> fromWord(QAnyStringView word);
/// All values, in the order of declaration.
template <typename Enum>
[[nodiscard]] std::span<const Enum> allOf();

} // namespace enigm::reports
