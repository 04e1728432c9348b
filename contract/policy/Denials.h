#pragma once

#include "contract/policy/MaskTable.h"

#include <vector>

namespace enigm::policy {

/// The rules that deny a question, looked at together: whether they leave anything of a rule that allows it.
class Denials
{
public:
    /// Borrows the rules.
    explicit Denials(std::vector<const RuleMatch *> rules);

    /// Whether some question about some device makes the rule hold and none of these, with every input known. A device
    /// may be in any groups. Where the search for it would take too long, it is taken to be so.
    [[nodiscard]] bool leave(const RuleMatch &rule) const;

private:
    /// Denials, a bit each, in as many words as it takes.
    using Mask = std::vector<MaskTable::Mask>;
    /// What each value of one input leaves standing, the least first.
    using Choices = std::vector<Mask>;

    [[nodiscard]] Choices choicesOf(Input input, const RuleMatch &rule) const;
    [[nodiscard]] Mask maskOf(Input input, const Question &question, const DeviceInputs &device) const;
    [[nodiscard]] static bool escapes(const Mask &standing, std::span<const Choices> inputs, int &triesLeft);

    std::vector<const RuleMatch *> m_rules;
    std::vector<MaskTable> m_tables;
};

} // namespace enigm::policy
