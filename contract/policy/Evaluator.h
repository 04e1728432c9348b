#pragma once

#include "contract/policy/QuestionRules.h"

#include <span>
#include <vector>

namespace enigm::policy {

/// Policies in force, compiled: the one place where a trust decision is made, for control plane, console and device
/// alike. A pure function of the policies, the question and the inputs.
class Evaluator
{
public:
    /// Devices that are asked about have their groups numbered by the same dictionary. A policy that is assigned to no
    /// group, where it names groups, says nothing.
    Evaluator(const PolicySet &policies, GroupDictionary &groups);

    [[nodiscard]] Decision decide(const Question &question, const DeviceInputs &device) const;
    [[nodiscard]] Explanation explain(const Question &question, const DeviceInputs &device) const;

    /// What bears on this question; the floor alone where no policy has a rule for it.
    [[nodiscard]] const QuestionRules &rulesOf(ActionCategory action, log::Resource resource) const;
    /// The questions that policies have rules for.
    [[nodiscard]] std::span<const QuestionRules> questions() const;

private:
    std::vector<QuestionRules> m_questions; ///< the first are the floors of devices and of operators
    std::vector<quint8> m_places;           ///< by action and resource, in m_questions
};

} // namespace enigm::policy
