#include "contract/operators/Role.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace enigm::operators {

namespace {

// In the order of their words, which is the order of a set of roles in JSON.
constexpr std::array byWord{Role::Administrator, Role::Approver, Role::ReleaseManager, Role::SecurityReviewer};
constexpr std::array declared{Role::Administrator, Role::Approver, Role::SecurityReviewer, Role::ReleaseManager};

QLatin1StringView latin1Word(Role role)
{
    switch (role) {
    case Role::Administrator:
        return "administrator"_L1;
    case Role::Approver:
        return "approver"_L1;
    case Role::SecurityReviewer:
        return "security-reviewer"_L1;
    case Role::ReleaseManager:
        return "release-manager"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace

std::span<const Role> allRoles()
{
    return declared;
}

QString word(Role role)
{
    return latin1Word(role);
}

std::optional<Role> roleOf(QStringView word)
{
    const auto found = std::ranges::find_if(declared, [word](Role role) { return latin1Word(role) == word; });
    return found == declared.end() ? std::nullopt : std::optional(*found);
}

std::vector<QString> Roles::words() const
{
    std::vector<QString> result;
    for (const Role role : byWord) {
        if (has(role))
            result.push_back(word(role));
    }
    return result;
}

Expected<Roles> Roles::fromWords(const std::vector<QString> &words, const QString &pointer)
{
    Roles result;
    for (const QString &roleWord : words) {
        const auto role = roleOf(roleWord);
        if (!role)
            return refuse(ProblemType::OutOfRange, u"A role that is not known is named."_s, pointer);
        result.add(*role);
    }
    if (result.isEmpty())
        return refuse(ProblemType::OutOfRange, u"At least one role is needed."_s, pointer);
    if (result.words() != words)
        return refuse(ProblemType::NotCanonical, u"Roles are named once each, in the order of their words."_s, pointer);
    return result;
}

} // namespace enigm::operators
