#pragma once

#include "contract/json/JsonValue.h"
#include "contract/policy/PolicyWords.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <optional>

namespace enigm::policy {

/// What a policy sets besides its rules: {"launcher","privacy_mode","proxy_network","set_up","tor_gateway",
/// "vpn_network"}, each a word, or null for what it leaves to others. How Enigm OS is set belongs to policies of device
/// trust, how the ways into the network are governed to those of network paths.
struct Settings
{
    std::optional<PrivacyMode> privacyMode = {};
    std::optional<Launcher> launcher = {};
    std::optional<SetUp> setUp = {};
    std::optional<PathState> vpnNetwork = {};
    std::optional<PathState> proxyNetwork = {};
    std::optional<PathState> torGateway = {};

    static Expected<Settings> fromJson(const json::Value &value, const QString &pointer);
    [[nodiscard]] json::Value toJson() const;

    [[nodiscard]] const std::optional<PathState> &of(NetworkPath path) const;
    [[nodiscard]] std::optional<PathState> &of(NetworkPath path);
    [[nodiscard]] bool setsDevices() const { return privacyMode || launcher || setUp; }
    [[nodiscard]] bool setsPaths() const { return vpnNetwork || proxyNetwork || torGateway; }
    [[nodiscard]] bool isEmpty() const { return *this == Settings(); }
    /// Of two that apply to one device: of each setting the stricter.
    [[nodiscard]] Settings combined(const Settings &other) const;
    friend bool operator==(const Settings &, const Settings &) = default;
};

} // namespace enigm::policy
