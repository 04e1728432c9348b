#include "contract/policy/DecisionAnswer.h"

#include "contract/encoding/Uuid.h"
#include "contract/encoding/WordTable.h"
#include "contract/json/ObjectReader.h"
#include "contract/json/WordReader.h"
#include "contract/operators/Members.h"
#include "contract/policy/PathRules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

constexpr auto categories = std::to_array<encoding::WordRow<DenialCategory>>({
    {DenialCategory::Floor, "floor"_L1},
    {DenialCategory::DeniedBy, "denied"_L1},
    {DenialCategory::NotAllowed, "not-allowed"_L1},
});

json::Value ruleOrNull(const std::optional<RuleName> &name)
{
    return name ? toJson(*name) : json::Value();
}

Expected<std::optional<RuleName>> parseRuleOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<RuleName>();
    auto name = parseRuleName(value, pointer);
    if (!name)
        return std::unexpected(name.error());
    return std::optional(std::move(*name));
}

std::optional<Input> inputFromWord(QStringView word)
{
    const auto found = std::ranges::find_if(allInputs(), [word](Input input) { return toWord(input) == word; });
    return found == allInputs().end() ? std::nullopt : std::optional(*found);
}

/// A set as the list of its words, in the order of declaration.
template <typename Enum>
json::Value wordsValue(EnumSet<Enum> set, std::span<const Enum> all)
{
    json::Array words;
    for (const Enum value : all) {
        if (set.has(value))
            words.emplace_back(toWord(value));
    }
    return words;
}

/// The same the other way: each word once.
template <typename Enum, typename FromWord>
EnumSet<Enum> readWords(json::ObjectReader &reader, QLatin1StringView name, FromWord fromWord)
{
    EnumSet<Enum> set;
    for (const Enum value : reader.list(name, json::wordBy(fromWord))) {
        if (set.has(value))
            reader.fail({ProblemType::NotCanonical, u"The same is named twice."_s, reader.pointerTo(name)});
        set.insert(value);
    }
    return set;
}

Expected<std::optional<DecisionReasons>> parseReasonsOrNull(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<DecisionReasons>();
    auto reasons = DecisionReasons::fromJson(value, pointer);
    if (!reasons)
        return std::unexpected(reasons.error());
    return std::optional(std::move(*reasons));
}

/// What is well-formed member by member, and cannot be so.
Expected<void> checkSense(const DecisionAnswer &answer, const QString &pointer)
{
    const auto contradicts = [&pointer](const QString &member) {
        return refuse(ProblemType::UnexpectedAnswer, u"The decision contradicts itself."_s, pointer + u'/' + member);
    };
    if (!bearsOn(answer.action, answer.resource))
        return contradicts(u"resource"_s);
    if (answer.isPermit() == answer.category.has_value())
        return contradicts(u"category"_s);
    if (!answer.isPermit() && !answer.obligations.isEmpty())
        return contradicts(u"obligations"_s);
    if (answer.validUntil < answer.time)
        return contradicts(u"valid_until"_s);
    if (!answer.reasons)
        return {};
    const DecisionReasons &reasons = *answer.reasons;
    const bool explainsDenial = !reasons.denying.empty() || !reasons.differ.isEmpty() || reasons.nearest;
    if (answer.isPermit() && (explainsDenial || !reasons.rule))
        return contradicts(u"reasons"_s);
    if (!answer.isPermit() && reasons.rule.has_value() == reasons.denying.empty())
        return contradicts(u"reasons"_s);
    return {};
}

} // namespace

json::Value toJson(const RuleName &name)
{
    return json::Object{{"policy"_L1, name.policy}, {"rule"_L1, name.rule}};
}

Expected<RuleName> parseRuleName(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    RuleName name{.policy = reader.text("policy"_L1), .rule = reader.text("rule"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (name.policy == floorPolicy) {
        if (name.rule != floorActor && name.rule != floorDevice)
            return refuse(ProblemType::OutOfRange, u"The floor has no such rule."_s, pointer + u"/rule"_s);
        return name;
    }
    if (const auto id = encoding::parseUuid7(name.policy); !id)
        return std::unexpected(id.error().under(pointer + u"/policy"_s));
    const auto paths = allOf<NetworkPath>();
    const bool isSetting = std::ranges::find(paths, name.rule, settingPlace) != paths.end();
    if (!name.rule.isEmpty() && !isSetting && !operators::isIdentifier(name.rule))
        return refuse(ProblemType::OutOfRange, u"This is not the id of a rule."_s, pointer + u"/rule"_s);
    return name;
}

QLatin1StringView toWord(DenialCategory category)
{
    return encoding::wordIn(categories, category);
}

std::optional<DenialCategory> denialCategoryFromWord(QStringView word)
{
    return encoding::valueIn(categories, word);
}

json::Value DecisionReasons::toJson() const
{
    json::Array denials;
    for (const RuleName &name : denying)
        denials.push_back(policy::toJson(name));
    return json::Object{{"denying"_L1, std::move(denials)},
                        {"differ"_L1, wordsValue(differ, allInputs())},
                        {"nearest"_L1, ruleOrNull(nearest)},
                        {"rule"_L1, ruleOrNull(rule)}};
}

Expected<DecisionReasons> DecisionReasons::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DecisionReasons reasons{.rule = reader.with("rule"_L1, parseRuleOrNull),
                            .denying = reader.list("denying"_L1, parseRuleName),
                            .differ = readWords<Input>(reader, "differ"_L1, inputFromWord),
                            .nearest = reader.with("nearest"_L1, parseRuleOrNull)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return reasons;
}

json::Value DecisionAnswer::toJson() const
{
    return json::Object{{"action"_L1, toWord(action)},
                        {"category"_L1, category ? json::Value(toWord(*category)) : json::Value()},
                        {"decision"_L1, toWord(effect)},
                        {"network_path"_L1, path ? json::Value(toWord(*path)) : json::Value()},
                        {"obligations"_L1, wordsValue(obligations, allOf<Obligation>())},
                        {"reasons"_L1, reasons ? reasons->toJson() : json::Value()},
                        {"resource"_L1, log::latin1Word(resource)},
                        {"time"_L1, time},
                        {"valid_until"_L1, validUntil}};
}

Expected<DecisionAnswer> DecisionAnswer::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    DecisionAnswer answer{.action = reader.with("action"_L1, json::wordBy(fromWord<ActionCategory>)),
                          .resource = reader.with("resource"_L1, json::wordBy(log::resourceOf)),
                          .path = reader.with("network_path"_L1, json::wordOrNullBy(fromWord<NetworkPath>)),
                          .effect = reader.with("decision"_L1, json::wordBy(fromWord<Effect>)),
                          .category = reader.with("category"_L1, json::wordOrNullBy(denialCategoryFromWord)),
                          .obligations = readWords<Obligation>(reader, "obligations"_L1, fromWord<Obligation>),
                          .reasons = reader.with("reasons"_L1, parseReasonsOrNull),
                          .time = reader.integer("time"_L1),
                          .validUntil = reader.integer("valid_until"_L1)};
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (const auto sound = checkSense(answer, pointer); !sound)
        return std::unexpected(sound.error());
    return answer;
}

} // namespace enigm::policy
