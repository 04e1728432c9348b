#pragma once

#include "contract/policy/MaskTable.h"

#include <array>
#include <optional>
#include <span>
#include <vector>

namespace enigm::policy {

/// What stands between a question that is denied and a permit, input by input.
class Obstacles
{
public:
    Obstacles(std::span<const MaskTable> tables, const Question &question, const DeviceInputs &device);

    struct Way
    {
        Inputs freed;
        std::size_t rule; ///< the first that allows then
    };
    /// The smallest set of inputs without which a permit would be left, the first of its size; nothing where there is
    /// none. Tries at most all 2^11 sets.
    [[nodiscard]] std::optional<Way> smallestWay() const;

private:
    using Mask = MaskTable::Mask;
    struct Table
    {
        Mask allows;
        Mask denies;
        Mask fixed = MaskTable::everyRule; ///< by the inputs that stand in nobody's way
        std::array<Mask, inputCount> now{};
        std::array<Mask, inputCount> free{};
    };

    /// The first rule that allows where these inputs are free; nothing where none does or one denies.
    [[nodiscard]] std::optional<std::size_t> allowing(Inputs freed) const;

    std::vector<Table> m_tables;
    std::vector<Input> m_inputs; ///< which make a difference, in order
};

} // namespace enigm::policy
