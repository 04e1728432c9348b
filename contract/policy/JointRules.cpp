#include "contract/policy/JointRules.h"

#include <algorithm>

namespace enigm::policy {

namespace {

/// The question has answered these.
void forget(RuleMatch &match, Input input)
{
    if (input == Input::Times)
        match.times.clear();
    else
        match.accepts[static_cast<std::size_t>(input)] = ~0U;
    match.asks.remove(input);
}

/// Rules by the table that they go into.
template <typename Member>
class Chunks
{
public:
    explicit Chunks(std::vector<Member> members)
        : m_members(std::move(members))
    {}

    [[nodiscard]] std::size_t count() const
    {
        return (m_members.size() + MaskTable::capacity - 1) / MaskTable::capacity;
    }
    [[nodiscard]] MaskTable table(std::size_t number) const
    {
        std::vector<const RuleMatch *> matches;
        for (const Member member : part(number))
            matches.push_back(&member->match);
        return MaskTable(matches);
    }
    /// The rules of the table for which this is so.
    template <typename Fact>
    [[nodiscard]] MaskTable::Mask mask(std::size_t number, Fact fact) const
    {
        MaskTable::Mask mask = 0;
        const auto members = part(number);
        for (std::size_t i = 0; i < members.size(); ++i)
            mask |= MaskTable::Mask(members[i]->*fact ? 1 : 0) << i;
        return mask;
    }

private:
    [[nodiscard]] std::span<const Member> part(std::size_t number) const
    {
        const std::size_t first = std::min(number * MaskTable::capacity, m_members.size());
        return std::span(m_members).subspan(first, std::min(MaskTable::capacity, m_members.size() - first));
    }

    std::vector<Member> m_members;
};

} // namespace

JointRules::JointRules(const QuestionRules &before, const QuestionRules &after, const Question &question)
{
    add(before, question, &Member::isBefore);
    add(after, question, &Member::isAfter);
    merge();
}

void JointRules::add(const QuestionRules &rules, const Question &question, bool Member::*version)
{
    for (std::size_t i = 0; i < rules.rules().size(); ++i) {
        const MaskTable &table = rules.tables()[i / MaskTable::capacity];
        if ((table.of(question) >> i % MaskTable::capacity & 1U) == 0)
            continue;
        RuleMatch match = rules.rules()[i].match;
        for (const Input input : {Input::Actor, Input::NetworkPath, Input::Times})
            forget(match, input);
        auto known = std::ranges::find(m_members, match, &Member::match);
        if (known == m_members.end())
            known = m_members.insert(known, Member{.match = std::move(match)});
        *known.*version = true;
    }
}

bool JointRules::absorb(Member &member, const Member &other)
{
    if (member.isBefore != other.isBefore || member.isAfter != other.isAfter)
        return false;
    const auto [mine, theirs] = std::ranges::mismatch(member.match.accepts, other.match.accepts);
    if (mine == member.match.accepts.end())
        return member.match == other.match;
    RuleMatch alike = other.match;
    alike.accepts[static_cast<std::size_t>(mine - member.match.accepts.begin())] = *mine;
    if (alike != member.match)
        return false;
    *mine |= *theirs;
    return true;
}

void JointRules::merge()
{
    bool isMerged = true;
    while (isMerged) {
        isMerged = false;
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            const auto rest = m_members.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            const auto gone = std::remove_if(rest, m_members.end(),
                                             [this, i](const Member &other) { return absorb(m_members[i], other); });
            isMerged = isMerged || gone != m_members.end();
            m_members.erase(gone, m_members.end());
        }
    }
}

std::vector<const JointRules::Member *> JointRules::membersOf(Effect effect) const
{
    std::vector<const Member *> members;
    for (const Member &member : m_members) {
        if (member.match.effect == effect)
            members.push_back(&member);
    }
    return members;
}

std::vector<JointRules::Pass> JointRules::passes() const
{
    const Chunks<const Member *> allowing(membersOf(Effect::Allow));
    const Chunks<const Member *> denying(membersOf(Effect::Deny));
    std::vector<Pass> passes;
    for (std::size_t i = 0; i < std::max(allowing.count(), denying.count()); ++i) {
        passes.push_back({.allowing = allowing.table(i),
                          .denying = denying.table(i),
                          .versions = {.allowsBefore = allowing.mask(i, &Member::isBefore),
                                       .deniesBefore = denying.mask(i, &Member::isBefore),
                                       .allowsAfter = allowing.mask(i, &Member::isAfter),
                                       .deniesAfter = denying.mask(i, &Member::isAfter)}});
    }
    return passes;
}

} // namespace enigm::policy
