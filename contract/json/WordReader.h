#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"

#include <QString>

#include <type_traits>

namespace enigm::json {

/// A parse function for one word of a vocabulary, of which `fromWord` answers the value, or nothing for a word that it
/// does not have. WrongType, OutOfRange.
template <typename FromWord>
[[nodiscard]] auto wordBy(FromWord fromWord)
{
    return
        [fromWord](const Value &value,
                   const QString &pointer) -> Expected<typename std::invoke_result_t<FromWord, QString>::value_type> {
            if (value.kind() != Value::Kind::Text)
                return refuse(ProblemType::WrongType, QStringLiteral("A word is expected."), pointer);
            const auto word = fromWord(value.text());
            if (!word)
                return refuse(ProblemType::OutOfRange, QStringLiteral("The word is not known here."), pointer);
            return *word;
        };
}

/// Such a function where null stands for none.
template <typename FromWord>
[[nodiscard]] auto wordOrNullBy(FromWord fromWord)
{
    using Word = std::invoke_result_t<FromWord, QString>; // optional
    return [parse = wordBy(fromWord)](const Value &value, const QString &pointer) -> Expected<Word> {
        if (value.isNull())
            return Word();
        auto word = parse(value, pointer);
        if (!word)
            return std::unexpected(word.error());
        return Word(*word);
    };
}

} // namespace enigm::json
