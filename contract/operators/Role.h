#pragma once

#include "contract/problems/Problem.h"

#include <QString>

#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace enigm::operators {

/// Roles of an operator (design section 3). A person may hold several unless the conflict table forbids it.
enum class Role { Administrator, Approver, SecurityReviewer, ReleaseManager };

[[nodiscard]] std::span<const Role> allRoles();
[[nodiscard]] QString word(Role role); ///< "administrator", "approver", "security-reviewer", "release-manager"
[[nodiscard]] std::optional<Role> roleOf(QStringView word);

/// A set of roles.
class Roles
{
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<Role> roles)
    {
        for (const Role role : roles)
            m_bits |= bit(role);
    }
    [[nodiscard]] constexpr bool has(Role role) const { return (m_bits & bit(role)) != 0; }
    [[nodiscard]] constexpr bool hasAny(Roles roles) const { return (m_bits & roles.m_bits) != 0; }
    [[nodiscard]] constexpr bool isSubsetOf(Roles roles) const { return (m_bits & ~roles.m_bits) == 0; }
    [[nodiscard]] constexpr bool isEmpty() const { return m_bits == 0; }
    /// The roles that are in both sets.
    [[nodiscard]] constexpr Roles common(Roles roles) const
    {
        Roles result;
        result.m_bits = m_bits & roles.m_bits;
        return result;
    }
    constexpr void add(Role role) { m_bits |= bit(role); }
    constexpr void remove(Role role) { m_bits &= ~bit(role); }
    /// Sorted words, for JSON.
    [[nodiscard]] std::vector<QString> words() const;
    /// Refuses unknown, repeated or unsorted words and the empty set.
    static Expected<Roles> fromWords(const std::vector<QString> &words, const QString &pointer);

    friend constexpr bool operator==(Roles, Roles) = default;

private:
    static constexpr unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }
    unsigned m_bits = 0;
};

} // namespace enigm::operators
