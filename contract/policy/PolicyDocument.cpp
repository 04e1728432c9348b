#include "contract/policy/PolicyDocument.h"

#include "contract/encoding/GivenName.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"
#include "contract/operators/Members.h"
#include "contract/signing/Secret.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

Expected<std::vector<Rule>> parseRules(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Object)
        return refuse(ProblemType::WrongType, u"Rules are an object with a member for each."_s, pointer);
    if (value.object().size() > PolicyDocument::maxRules)
        return refuse(ProblemType::TooLarge, u"A policy has at most %1 rules."_s.arg(PolicyDocument::maxRules),
                      pointer);
    std::vector<Rule> rules;
    rules.reserve(value.object().size());
    for (const auto &[id, member] : value.object()) {
        // What else a name may be is not repeated: it stands in answers, in logs and in this very place.
        if (!operators::isIdentifier(id))
            return refuse(ProblemType::OutOfRange, u"A rule is named by words joined by '-', such as \"allow-vpn\"."_s,
                          pointer);
        auto rule = Rule::fromJson(id, member, pointer + u'/' + id);
        if (!rule)
            return std::unexpected(rule.error());
        rules.push_back(std::move(*rule));
    }
    return rules;
}

Expected<Settings> parseSettings(const json::Value &value, const QString &pointer)
{
    return value.isNull() ? Settings() : Settings::fromJson(value, pointer);
}

Expected<PolicyKind> parseKind(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A kind of policy is expected."_s, pointer);
    const auto kind = fromWord<PolicyKind>(value.text());
    if (!kind)
        return refuse(ProblemType::OutOfRange, u"There is no such kind of policy."_s, pointer);
    return *kind;
}

Expected<void> checkSense(const PolicyDocument &document, const QString &pointer)
{
    if (auto sound = encoding::checkGivenName(document.name, PolicyDocument::maxName); !sound)
        return std::unexpected(sound.error().under(pointer + u"/name"_s));
    for (const Rule &rule : document.rules) {
        if (kindOf(rule.action) != document.kind)
            return refuse(ProblemType::OutOfRange, u"The action is decided by policies of another kind."_s,
                          pointer + u"/rules/"_s + rule.id + u"/action"_s);
    }
    if (document.kind != PolicyKind::DeviceTrust && document.settings.setsDevices())
        return refuse(ProblemType::OutOfRange, u"Only a policy of device trust sets how devices are set."_s,
                      pointer + u"/settings"_s);
    if (document.kind != PolicyKind::NetworkPath && document.settings.setsPaths())
        return refuse(ProblemType::OutOfRange, u"Only a policy of network paths governs the ways into the network."_s,
                      pointer + u"/settings"_s);
    return {};
}

} // namespace

Expected<PolicyDocument> PolicyDocument::parse(QByteArrayView text)
{
    const auto value = json::parse(text, {.depth = maxDepth, .bytes = maxBytes});
    if (!value)
        return std::unexpected(value.error());
    return fromJson(*value);
}

Expected<PolicyDocument> PolicyDocument::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    operators::readVersion1(reader);
    PolicyDocument document{
        .kind = reader.with("kind"_L1, parseKind),
        .name = reader.text("name"_L1),
        .rules = reader.with("rules"_L1, parseRules),
        .settings = reader.with("settings"_L1, parseSettings),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (auto sound = checkSense(document, pointer); !sound)
        return std::unexpected(sound.error());
    return document;
}

json::Value PolicyDocument::toJson() const
{
    std::vector<json::Object::Member> members;
    members.reserve(rules.size());
    for (const Rule &rule : rules)
        members.push_back({rule.id, rule.toJson()});
    return json::Object{{"kind"_L1, toWord(kind)},
                        {"name"_L1, name},
                        {"rules"_L1, json::Object::fromSorted(std::move(members))},
                        {"settings"_L1, settings.isEmpty() ? json::Value() : settings.toJson()},
                        {"v"_L1, 1}};
}

Expected<PolicyVersion> PolicyVersion::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    PolicyVersion version{
        .policy = reader.uuid("policy"_L1),
        .version = reader.integer("version"_L1, 1),
        .document = reader.with("document"_L1, PolicyDocument::fromJson),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return version;
}

json::Value PolicyVersion::toJson() const
{
    return json::Object{{"document"_L1, document.toJson()}, {"policy"_L1, policy}, {"version"_L1, version}};
}

QByteArray PolicyVersion::digest() const
{
    return signing::sha256(json::canonical(toJson()));
}

} // namespace enigm::policy
