#pragma once

#include "contract/policy/PolicySet.h"
#include "tests/support/policies/DeviceFacts.h"

#include <random>

namespace enigm::test {

/// Makes policies, devices and questions by chance, the same ones for the same seed.
class PolicyMaker
{
public:
    explicit PolicyMaker(unsigned seed)
        : m_random(seed)
    {}

    /// One to three policies, each for every device or for some groups.
    [[nodiscard]] policy::PolicySet policies();
    /// So many of a hundred rules deny.
    [[nodiscard]] policy::AssignedPolicy policy(policy::PolicyKind kind, std::size_t rules, unsigned denials = 35);
    /// Such as a reader takes.
    [[nodiscard]] policy::Rule rule(const QString &id, policy::PolicyKind kind, unsigned denials = 35);
    [[nodiscard]] policy::Rule ruleOf(const QString &id, policy::Effect effect, policy::ActionCategory action,
                                      log::Resource resource);

    [[nodiscard]] DeviceFacts device();
    /// Who asks, which way and when; often what a device would say.
    [[nodiscard]] policy::Question question(policy::ActionCategory action, log::Resource resource);
    /// Something that one of these rules is about.
    [[nodiscard]] policy::Question questionFor(const policy::PolicySet &policies);

    /// From 0 on, below `count`.
    [[nodiscard]] std::size_t below(std::size_t count);
    [[nodiscard]] bool chance(unsigned percent) { return below(100) < percent; }
    template <typename List>
    [[nodiscard]] auto oneOf(const List &list)
    {
        return list[below(list.size())];
    }
    template <typename T>
    void shuffle(std::vector<T> &list)
    {
        std::vector<T> shuffled;
        while (!list.empty()) {
            const auto place = list.begin() + static_cast<std::ptrdiff_t>(below(list.size()));
            shuffled.push_back(*place);
            list.erase(place);
        }
        list = shuffled;
    }

private:
    [[nodiscard]] policy::Conditions conditions();
    [[nodiscard]] policy::Codes someOf(policy::Input input);
    [[nodiscard]] std::vector<QString> someGroups(std::size_t least);
    [[nodiscard]] policy::Obligations obligations();

    std::mt19937 m_random;
};

/// The groups that there are; ids as of real ones.
[[nodiscard]] const std::vector<QString> &knownGroups();

} // namespace enigm::test
