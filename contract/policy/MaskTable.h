#pragma once

#include "contract/policy/CompiledRule.h"

#include <array>
#include <span>
#include <vector>

namespace enigm::policy {

/// Up to 64 rules, a bit each, in tables: for every value of every input the rules that it does not rule out. The rules
/// that hold are the AND of one look-up for each input.
class MaskTable
{
public:
    using Mask = quint64;
    static constexpr std::size_t capacity = 64;
    static constexpr Mask everyRule = ~Mask(0);

    /// Bit n stands for the rule n; bits beyond them are in neither `allows` nor `denies`.
    explicit MaskTable(std::span<const RuleMatch *const> rules);

    [[nodiscard]] Mask allows() const { return m_allows; }
    [[nodiscard]] Mask denies() const { return m_denies; }

    /// What actor, path and time leave of the rules.
    [[nodiscard]] Mask of(const Question &question) const;
    /// What the device leaves of them.
    [[nodiscard]] Mask of(const DeviceInputs &device) const;
    /// Nothing: the groups are not known.
    [[nodiscard]] Mask ofGroups(const std::optional<GroupSet> &groups) const;
    /// What one input alone leaves of them.
    [[nodiscard]] Mask ofInput(Input input, const Question &question, const DeviceInputs &device) const;
    /// What an input leaves of them whose value does not stand in the way: every rule that allows, and no rule that
    /// denies and asks for it.
    [[nodiscard]] Mask ofFree(Input input) const;

    /// By code, of an input of devices that has words.
    [[nodiscard]] const Mask *column(Input input) const { return m_tables[static_cast<std::size_t>(input)].data(); }

private:
    /// From this minute of the week on, until the next one begins.
    struct Stretch
    {
        int from;
        Mask mask;
    };

    void buildGroups(std::span<const RuleMatch *const> rules);
    void buildTimes(std::span<const RuleMatch *const> rules);
    [[nodiscard]] Mask ofMissing(Input input) const { return m_denies | ~asksOf(input); }
    [[nodiscard]] Mask asksOf(Input input) const { return m_asks[static_cast<std::size_t>(input)]; }
    [[nodiscard]] Mask ofActor(const Actors &actor) const { return m_tables[0][actor.bits()]; }
    [[nodiscard]] Mask ofPath(const std::optional<NetworkPath> &path) const;
    [[nodiscard]] Mask ofTime(const std::optional<qint64> &time) const;

    Mask m_allows = 0;
    Mask m_denies = 0;
    std::array<Mask, inputCount> m_asks{};
    std::array<std::array<Mask, actorSetCount>, wordInputCount> m_tables{};
    /// Of a group: the rules that are assigned to it, and those that ask for it. Empty where no rule looks at groups.
    std::vector<Mask> m_assigned;
    std::vector<Mask> m_asked;
    Mask m_assignedToAll = 0;
    Mask m_askForNone = 0;
    std::vector<Stretch> m_stretches; ///< empty where no rule looks at the time
};

} // namespace enigm::policy
