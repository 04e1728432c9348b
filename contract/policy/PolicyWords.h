#pragma once

#include "contract/log/ActivityEntry.h"
#include "contract/policy/EnumSet.h"

#include <QAnyStringView>
#include <QLatin1StringView>

#include <concepts>
#include <optional>
#include <span>

namespace enigm::policy {

// The closed vocabulary of policies (docs/contract.md, "Policies"), beside those of devices and of their posture.

/// The question that a policy answers. One answer implies no other: a valid session is no trust in a device.
enum class PolicyKind { DeviceTrust, AppSession, NetworkPath, OtaEligibility, Administration };

enum class Effect { Allow, Deny };

/// What is asked to be done, as a category. Each belongs to one kind.
enum class ActionCategory {
    Access, ///< to use what is only for devices that are trusted
    StartSession,
    ContinueSession,
    Connect,
    FetchUpdate,
    InstallUpdate,
    Read, ///< from here on what an operator does
    Request,
    Approve,
};

/// As what somebody asks: a device, or an operator by role.
enum class ActorCategory { Device, Administrator, Approver, SecurityReviewer, ReleaseManager };
using Actors = EnumSet<ActorCategory>;

/// How the policies that a device has confirmed compare with those that are assigned to it.
enum class PolicyState { Current, Outdated, Unconfirmed };

/// The governed ways into the network.
enum class NetworkPath { VpnNetwork, ProxyNetwork, TorGateway };

/// What whoever enforces a permit has to see to, too.
enum class Obligation {
    Attest, ///< to ask the device for its attestation again
    UseVpnNetwork,
    UseProxyNetwork,
    UseTorGateway,
    RestoreOsTrust, ///< to bring the device's system back to `trusted`
    RestoreTrustCenter,
    RestoreIntegrity,
};
using Obligations = EnumSet<Obligation>;

// Settings of Enigm OS; the later value is the stricter one.
enum class PrivacyMode { Allowed, Required };
enum class Launcher { Standard, Restricted };
enum class SetUp { Open, Locked };

/// How a way into the network is governed; the later value is the stricter one.
enum class PathState {
    Optional,   ///< a device may use it
    Required,   ///< a device uses it, and no other
    Off,        ///< it is not served
    Prohibited, ///< a device takes it down
};

template <typename T, typename... Ts>
concept OneOf = (std::same_as<T, Ts> || ...);
template <typename Enum>
concept PolicyWord = OneOf<Enum, PolicyKind, Effect, ActionCategory, ActorCategory, PolicyState, NetworkPath,
                           Obligation, PrivacyMode, Launcher, SetUp, PathState>;

/// Such as "device-trust" or "vpn-network".
template <PolicyWord Enum>
[[nodiscard]] QLatin1StringView toWord(Enum value);
/// Nothing for an unknown word.
template <PolicyWord Enum>
[[nodiscard]] std::optional<Enum> fromWord(QAnyStringView word);
/// All values, in the order of declaration.
template <PolicyWord Enum>
[[nodiscard]] std::span<const Enum> allOf();

/// The kind whose policies decide about this action.
[[nodiscard]] PolicyKind kindOf(ActionCategory action);
/// Whether the action can be done to such a resource.
[[nodiscard]] bool bearsOn(ActionCategory action, log::Resource resource);
/// Whether the policies of this kind are about what devices do.
[[nodiscard]] bool isAboutDevices(PolicyKind kind);

/// The obligation to go by this path, and no other.
[[nodiscard]] Obligation obligationOf(NetworkPath path);

} // namespace enigm::policy
