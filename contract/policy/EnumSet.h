#pragma once

#include <QtGlobal>

#include <bit>
#include <initializer_list>

namespace enigm::policy {

/// A set of values of an enumeration that counts from 0 and has at most 16.
template <typename Enum>
class EnumSet
{
public:
    using Bits = quint16;

    constexpr EnumSet() = default;
    constexpr EnumSet(std::initializer_list<Enum> values)
    {
        for (const Enum value : values)
            insert(value);
    }
    [[nodiscard]] static constexpr EnumSet fromBits(Bits bits)
    {
        EnumSet set;
        set.m_bits = bits;
        return set;
    }

    constexpr void insert(Enum value) { m_bits = static_cast<Bits>(m_bits | bit(value)); }
    constexpr void remove(Enum value) { m_bits = static_cast<Bits>(m_bits & ~bit(value)); }
    constexpr void unite(EnumSet other) { m_bits = static_cast<Bits>(m_bits | other.m_bits); }

    [[nodiscard]] constexpr bool has(Enum value) const { return (m_bits & bit(value)) != 0; }
    [[nodiscard]] constexpr bool hasAny(EnumSet other) const { return (m_bits & other.m_bits) != 0; }
    [[nodiscard]] constexpr bool isSubsetOf(EnumSet other) const { return (m_bits & ~other.m_bits) == 0; }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }
    [[nodiscard]] constexpr int size() const { return std::popcount(m_bits); }
    /// Bit n stands for the value n.
    [[nodiscard]] constexpr Bits bits() const { return m_bits; }

    friend constexpr bool operator==(EnumSet, EnumSet) = default;

private:
    static constexpr int bit(Enum value) { return 1 << static_cast<int>(value); }
    Bits m_bits = 0;
};

} // namespace enigm::policy
