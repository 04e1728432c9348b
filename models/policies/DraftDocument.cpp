#include "models/policies/DraftDocument.h"

#include "models/policies/PolicyDraft.h"

#include <algorithm>
#include <array>

namespace enigm::models::policies {

using namespace Qt::StringLiterals;
using policy::Obligation;
using policy::PolicyDocument;
using policy::Rule;

namespace {

const json::Value *memberOf(const json::Value &value, QLatin1StringView name)
{
    return value.kind() == json::Value::Kind::Object ? value.object().find(name) : nullptr;
}

QString textOf(const json::Value &value, QLatin1StringView name)
{
    const json::Value *const member = memberOf(value, name);
    return member && member->kind() == json::Value::Kind::Text ? member->text() : QString();
}

/// An obligation of a rule that nobody could have meant together with the rest of it.
policy::Obligations obligationsOf(const json::Value &value)
{
    policy::Obligations obligations;
    if (const json::Value *const attest = memberOf(value, "attest"_L1);
        attest && attest->kind() == json::Value::Kind::Boolean && attest->boolean())
        obligations.insert(Obligation::Attest);
    if (const auto path = policy::fromWord<policy::NetworkPath>(textOf(value, "network_path"_L1)))
        obligations.insert(policy::obligationOf(*path));
    const json::Value *const restored = memberOf(value, "restore"_L1);
    if (!restored || restored->kind() != json::Value::Kind::Array)
        return obligations;
    constexpr std::array restorables{std::pair{"os_trust"_L1, Obligation::RestoreOsTrust},
                                     std::pair{"trust_center"_L1, Obligation::RestoreTrustCenter},
                                     std::pair{"integrity"_L1, Obligation::RestoreIntegrity}};
    for (const json::Value &item : restored->array()) {
        for (const auto &[word, obligation] : restorables) {
            if (item.kind() == json::Value::Kind::Text && item.text() == word)
                obligations.insert(obligation);
        }
    }
    return obligations;
}

Rule ruleOf(const QString &id, const json::Value &value, policy::PolicyKind kind)
{
    if (auto read = Rule::fromJson(id, value, {}))
        return *read;
    const policy::ActionCategory usual = actionsOf(kind).front();
    Rule rule{.id = id,
              .effect = policy::fromWord<policy::Effect>(textOf(value, "effect"_L1)).value_or(policy::Effect::Deny),
              .action = policy::fromWord<policy::ActionCategory>(textOf(value, "action"_L1)).value_or(usual)};
    rule.resource = log::resourceOf(textOf(value, "resource"_L1)).value_or(resourcesOf(rule.action).front());
    if (const json::Value *const conditions = memberOf(value, "conditions"_L1))
        rule.conditions = policy::Conditions::fromJson(*conditions, {}).value_or(policy::Conditions());
    if (const json::Value *const obligations = memberOf(value, "obligations"_L1))
        rule.obligations = obligationsOf(*obligations);
    return rule;
}

} // namespace

PolicyDocument readLeniently(const json::Value &document)
{
    if (auto read = PolicyDocument::fromJson(document))
        return *read;
    PolicyDocument lenient{
        .kind =
            policy::fromWord<policy::PolicyKind>(textOf(document, "kind"_L1)).value_or(policy::PolicyKind::DeviceTrust),
        .name = textOf(document, "name"_L1),
        .rules = {}};
    if (const json::Value *const settings = memberOf(document, "settings"_L1); settings && !settings->isNull())
        lenient.settings = policy::Settings::fromJson(*settings, {}).value_or(policy::Settings());
    const json::Value *const rules = memberOf(document, "rules"_L1);
    if (!rules || rules->kind() != json::Value::Kind::Object)
        return lenient;
    for (const auto &[id, rule] : rules->object())
        lenient.rules.push_back(ruleOf(id, rule, lenient.kind));
    return lenient;
}

} // namespace enigm::models::policies
