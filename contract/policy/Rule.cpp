#include "contract/policy/Rule.h"

#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

/// A posture that can be restored: the input, and the code that it is restored to.
struct Restorable
{
    Input input;
    Code good;
    Obligation obligation;
};

/// In the order of their words.
constexpr auto restorables = std::to_array<Restorable>({
    {Input::Integrity, codeOf(reports::Integrity::Intact), Obligation::RestoreIntegrity},
    {Input::OsTrust, codeOf(reports::OsTrust::Trusted), Obligation::RestoreOsTrust},
    {Input::TrustCenter, codeOf(reports::TrustCenter::Protected), Obligation::RestoreTrustCenter},
});

Expected<Obligations> parsePath(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return Obligations();
    const auto path = json::wordBy(fromWord<NetworkPath>)(value, pointer);
    if (!path)
        return std::unexpected(path.error());
    return Obligations{obligationOf(*path)};
}

Expected<Obligations> parseRestored(const json::Value &value, const QString &pointer)
{
    Obligations restored;
    if (value.isNull())
        return restored;
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"What is to be restored is a list of words, or null."_s, pointer);
    for (std::size_t i = 0; i < value.array().size(); ++i) {
        const json::Value &item = value.array()[i];
        const QString place = pointer + u'/' + QString::number(i);
        if (item.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A word is expected."_s, place);
        const auto found = std::ranges::find_if(
            restorables, [&item](const Restorable &candidate) { return toWord(candidate.input) == item.text(); });
        if (found == restorables.end())
            return refuse(ProblemType::OutOfRange, u"The word is not known here."_s, place);
        if (restored.has(found->obligation))
            return refuse(ProblemType::NotCanonical, u"The same is named twice."_s, place);
        restored.insert(found->obligation);
    }
    if (restored.isEmpty())
        return refuse(ProblemType::NotCanonical, u"Where nothing is to be restored this is null."_s, pointer);
    return restored;
}

Expected<Obligations> parseObligations(const json::Value &value, const QString &pointer)
{
    Obligations obligations;
    if (value.isNull())
        return obligations;
    json::ObjectReader reader(value, pointer);
    if (reader.boolean("attest"_L1))
        obligations.insert(Obligation::Attest);
    obligations.unite(reader.with("network_path"_L1, parsePath));
    obligations.unite(reader.with("restore"_L1, parseRestored));
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (obligations.isEmpty())
        return refuse(ProblemType::NotCanonical, u"No obligations are written null."_s, pointer);
    return obligations;
}

/// What is well-formed member by member, and cannot be meant.
Expected<void> checkSense(const Rule &rule, const QString &pointer)
{
    if (!bearsOn(rule.action, rule.resource))
        return refuse(ProblemType::OutOfRange, u"This is not done to such a resource."_s, pointer + u"/resource"_s);
    const QString place = pointer + u"/obligations"_s;
    if (rule.effect == Effect::Deny && !rule.obligations.isEmpty())
        return refuse(ProblemType::OutOfRange, u"A denial obliges nobody to anything."_s, place);
    const Codes paths = rule.conditions.accepted[static_cast<std::size_t>(Input::NetworkPath)];
    for (const NetworkPath path : allOf<NetworkPath>()) {
        if (rule.obligations.has(obligationOf(path)) && paths != 0 && (paths & codesOf(codeOf(path))) == 0)
            return refuse(ProblemType::OutOfRange, u"The rule holds on other paths only."_s,
                          place + u"/network_path"_s);
    }
    for (const Restorable &restorable : restorables) {
        const Codes accepted = rule.conditions.accepted[static_cast<std::size_t>(restorable.input)];
        if (rule.obligations.has(restorable.obligation) && accepted == codesOf(restorable.good))
            return refuse(ProblemType::OutOfRange, u"The rule holds only where nothing is to be restored."_s,
                          place + u"/restore"_s);
    }
    return {};
}

} // namespace

Expected<Rule> Rule::fromJson(const QString &id, const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Rule rule{
        .id = id,
        .effect = reader.with("effect"_L1, json::wordBy(policy::fromWord<Effect>)),
        .action = reader.with("action"_L1, json::wordBy(policy::fromWord<ActionCategory>)),
        .resource = reader.with("resource"_L1, json::wordBy(log::resourceOf)),
        .conditions = reader.with("conditions"_L1, Conditions::fromJson),
        .obligations = reader.with("obligations"_L1, parseObligations),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto sound = checkSense(rule, pointer); !sound)
        return std::unexpected(sound.error());
    return rule;
}

json::Value Rule::toJson() const
{
    return json::Object{{"action"_L1, toWord(action)},
                        {"conditions"_L1, conditions.toJson()},
                        {"effect"_L1, toWord(effect)},
                        {"obligations"_L1, policy::toJson(obligations)},
                        {"resource"_L1, log::latin1Word(resource)}};
}

json::Value toJson(Obligations obligations)
{
    if (obligations.isEmpty())
        return {};
    json::Value path;
    for (const NetworkPath candidate : allOf<NetworkPath>()) {
        if (obligations.has(obligationOf(candidate)))
            path = json::Value(toWord(candidate));
    }
    json::Array restored;
    for (const Restorable &restorable : restorables) {
        if (obligations.has(restorable.obligation))
            restored.emplace_back(toWord(restorable.input));
    }
    return json::Object{{"attest"_L1, obligations.has(Obligation::Attest)},
                        {"network_path"_L1, path},
                        {"restore"_L1, restored.empty() ? json::Value() : json::Value(std::move(restored))}};
}

} // namespace enigm::policy
