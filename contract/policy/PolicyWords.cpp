#include "contract/policy/PolicyWords.h"

#include "contract/encoding/WordTable.h"

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

using encoding::WordRow;

/// In the order of declaration.
template <typename Enum>
constexpr encoding::WordTable<Enum, 0> rows;

template <>
constexpr auto rows<PolicyKind> = std::to_array<WordRow<PolicyKind>>({
    {PolicyKind::DeviceTrust, "device-trust"_L1},
    {PolicyKind::AppSession, "app-session"_L1},
    {PolicyKind::NetworkPath, "network-path"_L1},
    {PolicyKind::OtaEligibility, "ota-eligibility"_L1},
    {PolicyKind::Administration, "administration"_L1},
});

template <>
constexpr auto rows<Effect> = std::to_array<WordRow<Effect>>({
    {Effect::Allow, "allow"_L1},
    {Effect::Deny, "deny"_L1},
});

template <>
constexpr auto rows<ActionCategory> = std::to_array<WordRow<ActionCategory>>({
    {ActionCategory::Access, "access"_L1},
    {ActionCategory::StartSession, "start-session"_L1},
    {ActionCategory::ContinueSession, "continue-session"_L1},
    {ActionCategory::Connect, "connect"_L1},
    {ActionCategory::FetchUpdate, "fetch-update"_L1},
    {ActionCategory::InstallUpdate, "install-update"_L1},
    {ActionCategory::Read, "read"_L1},
    {ActionCategory::Request, "request"_L1},
    {ActionCategory::Approve, "approve"_L1},
});

template <>
constexpr auto rows<ActorCategory> = std::to_array<WordRow<ActorCategory>>({
    {ActorCategory::Device, "device"_L1},
    {ActorCategory::Administrator, "administrator"_L1},
    {ActorCategory::Approver, "approver"_L1},
    {ActorCategory::SecurityReviewer, "security-reviewer"_L1},
    {ActorCategory::ReleaseManager, "release-manager"_L1},
});

template <>
constexpr auto rows<PolicyState> = std::to_array<WordRow<PolicyState>>({
    {PolicyState::Current, "current"_L1},
    {PolicyState::Outdated, "outdated"_L1},
    {PolicyState::Unconfirmed, "unconfirmed"_L1},
});

template <>
constexpr auto rows<NetworkPath> = std::to_array<WordRow<NetworkPath>>({
    {NetworkPath::VpnNetwork, "vpn-network"_L1},
    {NetworkPath::ProxyNetwork, "proxy-network"_L1},
    {NetworkPath::TorGateway, "tor-gateway"_L1},
});

template <>
constexpr auto rows<Obligation> = std::to_array<WordRow<Obligation>>({
    {Obligation::Attest, "attest"_L1},
    {Obligation::UseVpnNetwork, "use-vpn-network"_L1},
    {Obligation::UseProxyNetwork, "use-proxy-network"_L1},
    {Obligation::UseTorGateway, "use-tor-gateway"_L1},
    {Obligation::RestoreOsTrust, "restore-os-trust"_L1},
    {Obligation::RestoreTrustCenter, "restore-trust-center"_L1},
    {Obligation::RestoreIntegrity, "restore-integrity"_L1},
});

template <>
constexpr auto rows<PrivacyMode> = std::to_array<WordRow<PrivacyMode>>({
    {PrivacyMode::Allowed, "allowed"_L1},
    {PrivacyMode::Required, "required"_L1},
});

template <>
constexpr auto rows<Launcher> = std::to_array<WordRow<Launcher>>({
    {Launcher::Standard, "standard"_L1},
    {Launcher::Restricted, "restricted"_L1},
});

template <>
constexpr auto rows<SetUp> = std::to_array<WordRow<SetUp>>({
    {SetUp::Open, "open"_L1},
    {SetUp::Locked, "locked"_L1},
});

template <>
constexpr auto rows<PathState> = std::to_array<WordRow<PathState>>({
    {PathState::Optional, "optional"_L1},
    {PathState::Required, "required"_L1},
    {PathState::Off, "off"_L1},
    {PathState::Prohibited, "prohibited"_L1},
});

template <typename Enum>
constexpr auto values = encoding::valuesOf(rows<Enum>);

} // namespace

template <PolicyWord Enum>
QLatin1StringView toWord(Enum value)
{
    return encoding::wordIn(rows<Enum>, value);
}

template <PolicyWord Enum>
std::optional<Enum> fromWord(QAnyStringView word)
{
    return encoding::valueIn(rows<Enum>, word);
}

template <PolicyWord Enum>
std::span<const Enum> allOf()
{
    return values<Enum>;
}

#define ENIGM_POLICY_WORDS(Enum)                                                                                       \
    template QLatin1StringView toWord(Enum);                                                                           \
    template std::optional<Enum> fromWord<Enum>(QAnyStringView);                                                       \
    template std::span<const Enum> allOf<Enum>();

ENIGM_POLICY_WORDS(PolicyKind)
ENIGM_POLICY_WORDS(Effect)
ENIGM_POLICY_WORDS(ActionCategory)
ENIGM_POLICY_WORDS(ActorCategory)
ENIGM_POLICY_WORDS(PolicyState)
ENIGM_POLICY_WORDS(NetworkPath)
ENIGM_POLICY_WORDS(Obligation)
ENIGM_POLICY_WORDS(PrivacyMode)
ENIGM_POLICY_WORDS(Launcher)
ENIGM_POLICY_WORDS(SetUp)
ENIGM_POLICY_WORDS(PathState)

#undef ENIGM_POLICY_WORDS

PolicyKind kindOf(ActionCategory action)
{
    switch (action) {
    case ActionCategory::Access:
        return PolicyKind::DeviceTrust;
    case ActionCategory::StartSession:
    case ActionCategory::ContinueSession:
        return PolicyKind::AppSession;
    case ActionCategory::Connect:
        return PolicyKind::NetworkPath;
    case ActionCategory::FetchUpdate:
    case ActionCategory::InstallUpdate:
        return PolicyKind::OtaEligibility;
    case ActionCategory::Read:
    case ActionCategory::Request:
    case ActionCategory::Approve:
        return PolicyKind::Administration;
    }
    Q_UNREACHABLE();
}

bool bearsOn(ActionCategory action, log::Resource resource)
{
    using log::Resource;
    switch (kindOf(action)) {
    case PolicyKind::DeviceTrust:
        return resource == Resource::Account || resource == Resource::Device || resource == Resource::Key;
    case PolicyKind::AppSession:
        return resource == Resource::AppSession;
    case PolicyKind::NetworkPath:
        return resource == Resource::NetworkPath;
    case PolicyKind::OtaEligibility:
        return resource == Resource::Release || resource == Resource::Rollout;
    case PolicyKind::Administration:
        return true;
    }
    Q_UNREACHABLE();
}

bool isAboutDevices(PolicyKind kind)
{
    return kind != PolicyKind::Administration;
}

Obligation obligationOf(NetworkPath path)
{
    switch (path) {
    case NetworkPath::VpnNetwork:
        return Obligation::UseVpnNetwork;
    case NetworkPath::ProxyNetwork:
        return Obligation::UseProxyNetwork;
    case NetworkPath::TorGateway:
        return Obligation::UseTorGateway;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::policy
