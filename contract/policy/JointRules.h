#pragma once

#include "contract/policy/QuestionRules.h"

#include <vector>

namespace enigm::policy {

/// The rules of two versions that a question leaves, as one list: what is in both is there once, and rules that are
/// alike but for the words of one input are one rule with the words of both. It decides for any device as the two do,
/// but does not know by which rule. Fewer rules fit fewer tables.
class JointRules
{
public:
    JointRules(const QuestionRules &before, const QuestionRules &after, const Question &question);

    /// Which rules of two tables are in which version.
    struct Versions
    {
        MaskTable::Mask allowsBefore = 0;
        MaskTable::Mask deniesBefore = 0;
        MaskTable::Mask allowsAfter = 0;
        MaskTable::Mask deniesAfter = 0;
    };
    /// As many rules as two tables hold.
    struct Pass
    {
        MaskTable allowing;
        MaskTable denying;
        Versions versions;
    };
    [[nodiscard]] std::vector<Pass> passes() const;

private:
    struct Member
    {
        RuleMatch match;
        bool isBefore = false;
        bool isAfter = false;
    };

    void add(const QuestionRules &rules, const Question &question, bool Member::*version);
    void merge();
    /// Takes up `other` where that makes no difference to anybody.
    static bool absorb(Member &member, const Member &other);
    [[nodiscard]] std::vector<const Member *> membersOf(Effect effect) const;

    std::vector<Member> m_members;
};

} // namespace enigm::policy
