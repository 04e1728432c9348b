#include "contract/policy/FindingAnswer.h"

#include "contract/encoding/WordTable.h"
#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"
#include "contract/policy/DecisionAnswer.h"

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

/// In the order of declaration.
constexpr auto kinds = std::to_array<encoding::WordRow<FindingKind>>({
    {FindingKind::Overridden, "overridden"_L1},
    {FindingKind::Redundant, "redundant"_L1},
    {FindingKind::NoDevice, "no-device"_L1},
    {FindingKind::SharedDevices, "shared-devices"_L1},
    {FindingKind::Contradicted, "contradicted"_L1},
    {FindingKind::RivalPaths, "rival-paths"_L1},
    {FindingKind::RivalSettings, "rival-settings"_L1},
});

bool isNamed(const RuleName &name)
{
    return !name.policy.isEmpty();
}

/// In a document; "" is the whole of it. What settings come to is named by their place.
QString placeOf(const QString &rule)
{
    if (rule.isEmpty())
        return u""_s;
    return rule.contains(u'/') ? u'/' + rule : u"/rules/"_s + rule;
}

/// "other" is null where one rule is all there is to it.
Expected<RuleName> parseOther(const json::Value &value, const QString &pointer)
{
    return value.isNull() ? RuleName() : parseRuleName(value, pointer);
}

Expected<std::optional<QString>> parsePointer(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<QString>();
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A JSON pointer is expected."_s, pointer);
    return std::optional(value.text());
}

} // namespace

QLatin1StringView toWord(FindingKind kind)
{
    return encoding::wordIn(kinds, kind);
}

std::optional<FindingKind> findingKindFromWord(QStringView word)
{
    return encoding::valueIn(kinds, word);
}

FindingAnswer FindingAnswer::of(Finding finding, const QString &policy)
{
    const RuleName *const own = finding.rule.policy == policy    ? &finding.rule
                                : finding.other.policy == policy ? &finding.other
                                                                 : nullptr;
    std::optional<QString> pointer;
    if (own && finding.kind == FindingKind::RivalSettings)
        pointer = u"/settings"_s;
    else if (own)
        pointer = placeOf(own->rule);
    return {.finding = std::move(finding), .pointer = std::move(pointer)};
}

json::Value FindingAnswer::toJson() const
{
    return json::Object{{"kind"_L1, toWord(finding.kind)},
                        {"other"_L1, isNamed(finding.other) ? policy::toJson(finding.other) : json::Value()},
                        {"pointer"_L1, pointer ? json::Value(*pointer) : json::Value()},
                        {"rule"_L1, policy::toJson(finding.rule)}};
}

Expected<FindingAnswer> FindingAnswer::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    FindingAnswer answer{.finding = {.kind = reader.with("kind"_L1, json::wordBy(findingKindFromWord)),
                                     .rule = reader.with("rule"_L1, parseRuleName),
                                     .other = reader.with("other"_L1, parseOther)},
                         .pointer = reader.with("pointer"_L1, parsePointer)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return answer;
}

} // namespace enigm::policy
