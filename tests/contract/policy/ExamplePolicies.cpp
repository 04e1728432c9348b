#include "tests/contract/policy/ExamplePolicies.h"

namespace enigm::test {

using namespace policy;

namespace {

Rule ruleToConnect(const QString &id, Effect effect)
{
    return {.id = id, .effect = effect, .action = ActionCategory::Connect, .resource = log::Resource::NetworkPath};
}

} // namespace

QByteArray examplePolicy()
{
    return R"({
      "v": 1,
      "kind": "network-path",
      "name": "Paths of the field offices",
      "settings": null,
      "rules": {
        "field-by-vpn": {
          "effect": "allow",
          "action": "connect",
          "resource": "network-path",
          "conditions": {
            "actor": ["device"],
            "app_session": null,
            "attestation": ["verified", "not-evaluated"],
            "device_state": null,
            "groups": ["0197f9a0-0000-7000-8000-0000000000a1", "0197f9a0-0000-7000-8000-0000000000a0"],
            "integrity": ["intact"],
            "network_path": ["vpn-network", "proxy-network"],
            "os_trust": ["trusted", "degraded"],
            "policy_state": null,
            "times": [{"days": [5, 1], "from": 480, "minutes": 600}],
            "trust_center": ["REVIEW_REQUIRED", "PROTECTED"]
          },
          "obligations": {"attest": true, "network_path": "vpn-network", "restore": ["trust_center", "os_trust"]}
        },
        "no-untrusted-os": {
          "effect": "deny",
          "action": "connect",
          "resource": "network-path",
          "conditions": {
            "actor": null, "app_session": null, "attestation": null, "device_state": null, "groups": null,
            "integrity": null, "network_path": null, "os_trust": ["untrusted"], "policy_state": null,
            "times": null, "trust_center": null
          },
          "obligations": null
        }
      }
    })";
}

QByteArray examplePolicyWith(const QByteArray &before, const QByteArray &after)
{
    QByteArray text = examplePolicy();
    const qsizetype place = text.indexOf(before);
    Q_ASSERT(place >= 0);
    return text.replace(place, before.size(), after);
}

Rule allowAll(const QString &id)
{
    return ruleToConnect(id, Effect::Allow);
}

Rule denyAll(const QString &id)
{
    return ruleToConnect(id, Effect::Deny);
}

} // namespace enigm::test
