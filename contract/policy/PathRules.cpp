#include "contract/policy/PathRules.h"

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

Codes otherThan(NetworkPath path)
{
    Codes others = 0;
    for (const NetworkPath other : allOf<NetworkPath>())
        others = static_cast<Codes>(others | (other == path ? 0 : codesOf(codeOf(other))));
    return others;
}

} // namespace

std::vector<Rule> pathRules(const Settings &settings)
{
    std::vector<Rule> rules;
    for (const NetworkPath path : allOf<NetworkPath>()) {
        const std::optional<PathState> state = settings.of(path);
        if (!state || *state == PathState::Optional)
            continue;
        Rule rule{.id = settingPlace(path),
                  .effect = Effect::Deny,
                  .action = ActionCategory::Connect,
                  .resource = log::Resource::NetworkPath};
        rule.conditions.accepted[static_cast<std::size_t>(Input::NetworkPath)] =
            *state == PathState::Required ? otherThan(path) : codesOf(codeOf(path));
        rules.push_back(std::move(rule));
    }
    return rules;
}

QString settingPlace(NetworkPath path)
{
    switch (path) {
    case NetworkPath::VpnNetwork:
        return u"settings/vpn_network"_s;
    case NetworkPath::ProxyNetwork:
        return u"settings/proxy_network"_s;
    case NetworkPath::TorGateway:
        return u"settings/tor_gateway"_s;
    }
    Q_UNREACHABLE();
}

} // namespace enigm::policy
