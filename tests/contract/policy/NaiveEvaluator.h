#pragma once

#include "contract/policy/PolicySet.h"
#include "tests/support/policies/DeviceFacts.h"

#include <optional>
#include <vector>

namespace enigm::test {

/// The decision as docs/contract.md says it, rule by rule and word by word, without a thought for speed. It shares
/// nothing with the evaluator but the documents.
class NaiveEvaluator
{
public:
    explicit NaiveEvaluator(const policy::PolicySet &policies)
        : m_policies(policies)
    {}

    struct Answer
    {
        bool isPermit = false;
        std::optional<policy::RuleName> rule = {};
        policy::Obligations obligations = {};
        std::vector<policy::RuleName> denying = {};
        std::vector<policy::Input> differ = {};
        std::optional<policy::RuleName> nearest = {};

        friend bool operator==(const Answer &, const Answer &) = default;
    };
    [[nodiscard]] Answer answer(const policy::Question &question, const DeviceFacts &device) const;

private:
    const policy::PolicySet &m_policies;
};

} // namespace enigm::test
