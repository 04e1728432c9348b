#include "contract/policy/Conditions.h"

#include "contract/encoding/Uuid.h"
#include "contract/json/ObjectReader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace enigm::policy {

namespace {

QString placeOf(const QString &pointer, std::size_t index)
{
    return pointer + u'/' + QString::number(index);
}

/// A list that asks for something: each item by `parse`, sorted, each once.
template <typename T, typename Parse>
Expected<std::vector<T>> parseList(const json::Value &value, const QString &pointer, std::size_t most, Parse parse)
{
    std::vector<T> list;
    if (value.isNull())
        return list;
    if (value.kind() != json::Value::Kind::Array)
        return refuse(ProblemType::WrongType, u"A condition is a list, or null."_s, pointer);
    if (value.array().empty())
        return refuse(ProblemType::OutOfRange, u"An empty list can never hold; null asks nothing."_s, pointer);
    if (value.array().size() > most)
        return refuse(ProblemType::TooLarge, u"At most %1 can be named here."_s.arg(most), pointer);
    for (std::size_t i = 0; i < value.array().size(); ++i) {
        Expected<T> item = parse(value.array()[i], placeOf(pointer, i));
        if (!item)
            return std::unexpected(item.error());
        if (std::ranges::find(list, *item) != list.end())
            return refuse(ProblemType::NotCanonical, u"The same is named twice."_s, placeOf(pointer, i));
        list.push_back(std::move(*item));
    }
    std::ranges::sort(list);
    return list;
}

Expected<QString> parseGroup(const json::Value &value, const QString &pointer)
{
    if (value.kind() != json::Value::Kind::Text)
        return refuse(ProblemType::WrongType, u"A group is named by its id."_s, pointer);
    auto id = encoding::parseUuid7(value.text());
    if (!id)
        return std::unexpected(id.error().under(pointer));
    return id;
}

json::Value wordsValue(std::vector<QLatin1StringView> words)
{
    if (words.empty())
        return {};
    std::ranges::sort(words);
    json::Array list;
    for (const QLatin1StringView word : words)
        list.emplace_back(word);
    return list;
}

} // namespace

Expected<Codes> parseWords(Input input, const json::Value &value, const QString &pointer)
{
    const auto words = wordsOf(input);
    const auto parse = [words](const json::Value &item, const QString &place) -> Expected<Code> {
        if (item.kind() != json::Value::Kind::Text)
            return refuse(ProblemType::WrongType, u"A condition is a list of words."_s, place);
        const auto found = std::ranges::find_if(words, [&item](QLatin1StringView word) { return word == item.text(); });
        if (found == words.end())
            return refuse(ProblemType::OutOfRange, u"The word is not known here."_s, place);
        return static_cast<Code>(found - words.begin() + 1);
    };
    const auto list = parseList<Code>(value, pointer, words.size(), parse);
    if (!list)
        return std::unexpected(list.error());
    Codes codes = 0;
    for (const Code code : *list)
        codes = static_cast<Codes>(codes | codesOf(code));
    return codes;
}

Expected<Conditions> Conditions::fromJson(const json::Value &value, const QString &pointer)
{
    json::ObjectReader reader(value, pointer);
    Conditions conditions;
    for (std::size_t i = 0; i < wordInputCount; ++i) {
        const Input input = allInputs()[i];
        conditions.accepted[i] = reader.with(toWord(input), [input](const json::Value &words, const QString &place) {
            return parseWords(input, words, place);
        });
    }
    conditions.groups = reader.with(toWord(Input::Groups), [](const json::Value &groups, const QString &place) {
        return parseList<QString>(groups, place, mostGroups, parseGroup);
    });
    conditions.times = reader.with(toWord(Input::Times), [](const json::Value &times, const QString &place) {
        return parseList<TimeWindow>(times, place, mostTimes, TimeWindow::fromJson);
    });
    if (auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    return conditions;
}

json::Value Conditions::toJson() const
{
    json::Object object;
    for (std::size_t i = 0; i < wordInputCount; ++i)
        object.insert(toWord(allInputs()[i]), wordsValue(acceptedWords(allInputs()[i])));
    json::Array ids(groups.begin(), groups.end());
    json::Array windows;
    for (const TimeWindow &window : times)
        windows.push_back(window.toJson());
    object.insert(toWord(Input::Groups), groups.empty() ? json::Value() : json::Value(std::move(ids)));
    object.insert(toWord(Input::Times), times.empty() ? json::Value() : json::Value(std::move(windows)));
    return object;
}

bool Conditions::asks(Input input) const
{
    if (input == Input::Groups)
        return !groups.empty();
    if (input == Input::Times)
        return !times.empty();
    return accepted[static_cast<std::size_t>(input)] != 0;
}

std::vector<QLatin1StringView> Conditions::acceptedWords(Input input) const
{
    std::vector<QLatin1StringView> words;
    const auto all = wordsOf(input);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if ((accepted[static_cast<std::size_t>(input)] & codesOf(static_cast<Code>(i + 1))) != 0)
            words.push_back(all[i]);
    }
    return words;
}

} // namespace enigm::policy
