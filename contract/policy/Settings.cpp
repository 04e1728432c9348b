#include "contract/policy/Settings.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

template <PolicyWord Enum>
Expected<std::optional<Enum>> parseSetting(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<Enum>();
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A word or null is expected."_s, pointer);
    const std::optional<Enum> word = fromWord<Enum>(value.text());
    if (!word)
        return refuse(ProblemType::OutOfRange, u"The word is not known here."_s, pointer);
    return word;
}

template <PolicyWord Enum>
json::Value valueOf(const std::optional<Enum> &setting)
{
    return setting ? json::Value(toWord(*setting)) : json::Value();
}

} // namespace

Expected<Settings> Settings::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    const Settings settings{.privacyMode = reader.with("privacy_mode"_L1, parseSetting<PrivacyMode>),
                            .launcher = reader.with("launcher"_L1, parseSetting<Launcher>),
                            .setUp = reader.with("set_up"_L1, parseSetting<SetUp>),
                            .vpnNetwork = reader.with("vpn_network"_L1, parseSetting<PathState>),
                            .proxyNetwork = reader.with("proxy_network"_L1, parseSetting<PathState>),
                            .torGateway = reader.with("tor_gateway"_L1, parseSetting<PathState>)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (settings.isEmpty())
        return refuse(ProblemType::NotCanonical, u"Settings that set nothing are written null."_s, pointer);
    return settings;
}

json::Value Settings::toJson() const
{
    return json::Object{{"launcher"_L1, valueOf(launcher)},          {"privacy_mode"_L1, valueOf(privacyMode)},
                        {"proxy_network"_L1, valueOf(proxyNetwork)}, {"set_up"_L1, valueOf(setUp)},
                        {"tor_gateway"_L1, valueOf(torGateway)},     {"vpn_network"_L1, valueOf(vpnNetwork)}};
}

const std::optional<PathState> &Settings::of(NetworkPath path) const
{
    switch (path) {
    case NetworkPath::VpnNetwork:
        return vpnNetwork;
    case NetworkPath::ProxyNetwork:
        return proxyNetwork;
    case NetworkPath::TorGateway:
        return torGateway;
    }
    Q_UNREACHABLE();
}

std::optional<PathState> &Settings::of(NetworkPath path)
{
    return const_cast<std::optional<PathState> &>(std::as_const(*this).of(path));
}

Settings Settings::combined(const Settings &other) const
{
    // Nothing is less than any value, and the stricter value is the later one.
    return {.privacyMode = std::max(privacyMode, other.privacyMode),
            .launcher = std::max(launcher, other.launcher),
            .setUp = std::max(setUp, other.setUp),
            .vpnNetwork = std::max(vpnNetwork, other.vpnNetwork),
            .proxyNetwork = std::max(proxyNetwork, other.proxyNetwork),
            .torGateway = std::max(torGateway, other.torGateway)};
}

} // namespace enigm::policy
