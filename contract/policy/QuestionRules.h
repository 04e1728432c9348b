#pragma once

#include "contract/policy/Decision.h"
#include "contract/policy/MaskTable.h"

#include <array>
#include <span>
#include <vector>

namespace enigm::policy {

/// Every rule that bears on one action on one resource. Nothing is allowed that no rule allows, and no rule allows what
/// another denies; their order does not matter.
class QuestionRules
{
public:
    /// The rules of the floor that hold for the kind of the action are added.
    QuestionRules(ActionCategory action, log::Resource resource, std::vector<CompiledRule> rules);

    [[nodiscard]] ActionCategory action() const { return m_action; }
    [[nodiscard]] log::Resource resource() const { return m_resource; }
    /// Those of the floor first, the others sorted by name.
    [[nodiscard]] const std::vector<CompiledRule> &rules() const { return m_rules; }
    /// Table n holds the rules from n * MaskTable::capacity on.
    [[nodiscard]] std::span<const MaskTable> tables() const { return m_tables; }

    /// Without allocating.
    [[nodiscard]] Decision decide(const Question &question, const DeviceInputs &device) const;
    [[nodiscard]] Explanation explain(const Question &question, const DeviceInputs &device) const;

private:
    /// By Obligation: the rules that come with it.
    using Obliging = std::array<MaskTable::Mask, 7>;

    ActionCategory m_action;
    log::Resource m_resource;
    std::vector<CompiledRule> m_rules;
    std::vector<MaskTable> m_tables;
    std::vector<Obliging> m_obliging; ///< a table each
};

/// Tables for these, as many as it takes.
[[nodiscard]] std::vector<MaskTable> tablesOf(const std::vector<const RuleMatch *> &matches);

} // namespace enigm::policy
