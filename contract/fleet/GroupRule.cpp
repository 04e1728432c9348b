#include "contract/fleet/GroupRule.h"

#include "contract/json/ObjectReader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::fleet {

namespace {

constexpr qint64 firstYear = 2000;
constexpr qint64 lastYear = 9999;

template <typename T>
QLatin1StringView wordOf(T value)
{
    return toWord(value);
}

/// A parse function for a clause of words: null for none, otherwise sorted and each once.
template <typename T, typename FromWord>
auto wordsBy(FromWord fromWord)
{
    return [fromWord](const json::Value &value, const QString &pointer) -> Expected<std::vector<T>> {
        std::vector<T> words;
        if (value.isNull())
            return words;
        if (value.kind() != json::Value::Kind::Array)
            return refuse(ProblemType::WrongType, u"A clause is a list of words, or null."_s, pointer);
        for (const json::Value &item : value.array()) {
            if (item.kind() != json::Value::Kind::Text)
                return refuse(ProblemType::WrongType, u"A clause is a list of words."_s, pointer);
            const std::optional<T> word = fromWord(item.text());
            if (!word)
                return refuse(ProblemType::OutOfRange, u"A word is not known here."_s, pointer);
            if (!words.empty() && wordOf(words.back()) >= wordOf(*word))
                return refuse(ProblemType::NotCanonical, u"Words are sorted, each once."_s, pointer);
            words.push_back(*word);
        }
        if (words.empty())
            return refuse(ProblemType::NotCanonical, u"A clause that asks nothing is written null."_s, pointer);
        return words;
    };
}

Expected<std::optional<PatchRange>> parsePatch(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<PatchRange>();
    json::ObjectReader reader(value, pointer);
    const PatchRange range{.atLeast = reader.integerOrNull("at_least"_L1),
                           .atMost = reader.integerOrNull("at_most"_L1)};
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (!range.atLeast && !range.atMost)
        return refuse(ProblemType::NotCanonical, u"A clause that asks nothing is written null."_s, pointer);
    for (const auto &end : {range.atLeast, range.atMost}) {
        if (end && !isPatchLevel(*end))
            return refuse(ProblemType::OutOfRange, u"A patch level is a month, such as 202611."_s, pointer);
    }
    if (range.atLeast && range.atMost && *range.atLeast > *range.atMost)
        return refuse(ProblemType::OutOfRange, u"No patch level lies between these."_s, pointer);
    return std::optional(range);
}

Expected<std::optional<bool>> parseFlag(const json::Value &value, const QString &pointer)
{
    if (value.isNull())
        return std::optional<bool>();
    if (value.kind() != json::Value::Kind::Boolean)
        return refuse(ProblemType::WrongType, u"true, false or null is expected."_s, pointer);
    return std::optional(value.boolean());
}

template <typename T>
json::Value wordsValue(const std::vector<T> &words)
{
    if (words.empty())
        return {};
    json::Array result;
    for (const T word : words)
        result.emplace_back(QString(wordOf(word)));
    return result;
}

json::Value patchValue(const std::optional<PatchRange> &patch)
{
    if (!patch)
        return {};
    const auto end = [](const std::optional<qint64> &level) { return level ? json::Value(*level) : json::Value(); };
    return json::Object{{"at_least"_L1, end(patch->atLeast)}, {"at_most"_L1, end(patch->atMost)}};
}

template <typename T>
bool isAmong(const std::vector<T> &words, const std::optional<T> &known)
{
    return words.empty() || (known && std::ranges::find(words, *known) != words.end());
}

bool isWithin(const std::optional<PatchRange> &range, const std::optional<qint64> &patch)
{
    if (!range)
        return true;
    return patch && (!range->atLeast || *patch >= *range->atLeast) && (!range->atMost || *patch <= *range->atMost);
}

template <typename T>
void sortByWord(std::vector<T> &words)
{
    std::ranges::sort(words, {}, wordOf<T>);
    words.erase(std::ranges::unique(words).begin(), words.end());
}

} // namespace

Expected<GroupRule> GroupRule::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    GroupRule rule{
        .attestation = reader.with("attestation"_L1, wordsBy<AttestationOutcome>(attestationOutcomeFromWord)),
        .patch = reader.with("patch"_L1, parsePatch),
        .securityLevel = reader.with("security_level"_L1, wordsBy<SecurityLevel>(securityLevelFromWord)),
        .simulated = reader.with("simulated"_L1, parseFlag),
        .state = reader.with("state"_L1, wordsBy<DeviceState>(deviceStateFromWord)),
    };
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    if (rule.asksNothing())
        return refuse(ProblemType::OutOfRange, u"A rule asks for something."_s, pointer);
    return rule;
}

json::Value GroupRule::toJson() const
{
    return json::Object{
        {"attestation"_L1, wordsValue(attestation)},
        {"patch"_L1, patchValue(patch)},
        {"security_level"_L1, wordsValue(securityLevel)},
        {"simulated"_L1, simulated ? json::Value(*simulated) : json::Value()},
        {"state"_L1, wordsValue(state)},
    };
}

bool GroupRule::matches(const GroupFacts &facts) const
{
    return isAmong(attestation, std::optional(facts.attestation)) && isWithin(patch, facts.patch) &&
           isAmong(securityLevel, facts.securityLevel) && simulated.value_or(facts.simulated) == facts.simulated &&
           isAmong(state, std::optional(facts.state));
}

bool GroupRule::asksNothing() const
{
    return *this == GroupRule();
}

void GroupRule::sortWords()
{
    sortByWord(attestation);
    sortByWord(securityLevel);
    sortByWord(state);
}

bool isPatchLevel(qint64 number)
{
    const qint64 year = number / 100;
    const qint64 month = number % 100;
    return year >= firstYear && year <= lastYear && month >= 1 && month <= 12;
}

} // namespace enigm::fleet
