#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace enigm::encoding {

/// One value of a closed enumeration, and the word for it wherever it is stored, signed or sent.
template <typename Enum>
struct WordRow
{
    Enum value;
    QLatin1StringView word;
};

/// All values of an enumeration with their words, in the order of declaration.
template <typename Enum, std::size_t size>
using WordTable = std::array<WordRow<Enum>, size>;

/// The word of a value that is in the table.
template <typename Enum, std::size_t size>
[[nodiscard]] constexpr QLatin1StringView wordIn(const WordTable<Enum, size> &table, Enum value)
{
    return table[static_cast<std::size_t>(value)].word;
}

/// The value of a word; nothing for one that is not in the table.
template <typename Enum, std::size_t size>
[[nodiscard]] std::optional<Enum> valueIn(const WordTable<Enum, size> &table, QAnyStringView word)
{
    for (const WordRow<Enum> &row : table) {
        if (row.word == word)
            return row.value;
    }
    return std::nullopt;
}

/// The values alone.
template <typename Enum, std::size_t size>
[[nodiscard]] constexpr std::array<Enum, size> valuesOf(const WordTable<Enum, size> &table)
{
    std::array<Enum, size> values{};
    std::ranges::transform(table, values.begin(), &WordRow<Enum>::value);
    return values;
}

} // namespace enigm::encoding
