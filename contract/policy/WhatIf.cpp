#include "contract/policy/WhatIf.h"

#include "contract/policy/JointRules.h"

#include <algorithm>
#include <array>

namespace enigm::policy {

namespace {

/// Rows that are looked at together: what is found of them stays in the nearest cache.
constexpr std::size_t blockRows = 4096;

// What some rule says of a row, a bit each.
constexpr unsigned allowedBefore = 1;
constexpr unsigned deniedBefore = 2;
constexpr unsigned allowedAfter = 4;
constexpr unsigned deniedAfter = 8;

using Findings = std::array<quint8, blockRows>;

/// The rules that allow and those that deny, side by side: one AND does for both, on any machine with registers of 16
/// bytes.
using Masks = quint64 __attribute__((vector_size(16)));

/// One pass of rules over the columns of a fleet.
class Scan
{
public:
    Scan(const JointRules::Pass &pass, const FleetColumns &fleet)
        : m_pass(pass)
        , m_fleet(fleet)
    {
        for (std::size_t i = 0; i < deviceInputCount; ++i) {
            for (std::size_t code = 0; code < codeCount; ++code)
                m_tables[i][code] =
                    Masks{pass.allowing.column(inputAt(i))[code], pass.denying.column(inputAt(i))[code]};
        }
        for (const std::optional<GroupSet> &set : fleet.groupSets())
            m_ofSets.push_back(Masks{pass.allowing.ofGroups(set), pass.denying.ofGroups(set)});
    }

    /// Adds what its rules say of `count` rows from `first` on.
    void add(Findings &findings, std::size_t first, std::size_t count) const
    {
        std::array<const Code *, deviceInputCount> columns{};
        for (std::size_t i = 0; i < deviceInputCount; ++i)
            columns[i] = m_fleet.column(inputAt(i)).data() + first;
        const FleetColumns::SetCode *const groups = m_fleet.groups().data() + first;
        // What is written are bytes, which might be anything: whatever is read in the loop is the loop's own.
        const JointRules::Versions versions = m_pass.versions;
        const Masks *const ofSets = m_ofSets.data();
        for (std::size_t row = 0; row < count; ++row) {
            Masks holds = ofSets[groups[row]];
            for (std::size_t i = 0; i < deviceInputCount; ++i)
                holds &= m_tables[i][columns[i][row]];
            findings[row] =
                static_cast<quint8>(findings[row] | ((holds[0] & versions.allowsBefore) != 0 ? allowedBefore : 0U) |
                                    ((holds[1] & versions.deniesBefore) != 0 ? deniedBefore : 0U) |
                                    ((holds[0] & versions.allowsAfter) != 0 ? allowedAfter : 0U) |
                                    ((holds[1] & versions.deniesAfter) != 0 ? deniedAfter : 0U));
        }
    }

private:
    [[nodiscard]] static Input inputAt(std::size_t place)
    {
        return static_cast<Input>(static_cast<std::size_t>(firstDeviceInput) + place);
    }

    const JointRules::Pass &m_pass;
    const FleetColumns &m_fleet;
    std::array<std::array<Masks, codeCount>, deviceInputCount> m_tables{};
    std::vector<Masks> m_ofSets;
};

/// Bit 0 of a transition says whether the row was permitted, bit 1 whether it will be.
static_assert(static_cast<unsigned>(Transition::Loses) == 1 && static_cast<unsigned>(Transition::Gains) == 2 &&
              static_cast<unsigned>(Transition::StaysPermitted) == 3);

void conclude(WhatIf &result, const Findings &findings, std::size_t first, std::size_t count)
{
    unsigned before = 0;
    unsigned after = 0;
    unsigned both = 0;
    Transition *const transitions = result.transitions.data() + first;
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned found = findings[i];
        const unsigned was = found & ~(found >> 1) & 1U;
        const unsigned willBe = found >> 2 & ~(found >> 3) & 1U;
        before += was;
        after += willBe;
        both += was & willBe;
        transitions[i] = static_cast<Transition>(was | willBe << 1);
    }
    result.permittedBefore += before;
    result.permittedAfter += after;
    result.gains += after - both;
    result.loses += before - both;
}

} // namespace

std::vector<std::size_t> WhatIf::rows(Transition transition, std::size_t from, std::size_t most) const
{
    std::vector<std::size_t> found;
    for (std::size_t row = from; row < transitions.size() && found.size() < most; ++row) {
        if (transitions[row] == transition)
            found.push_back(row);
    }
    return found;
}

WhatIf whatIf(const Evaluator &before, const Evaluator &after, const Question &question, const FleetColumns &fleet)
{
    const JointRules rules(before.rulesOf(question.action, question.resource),
                           after.rulesOf(question.action, question.resource), question);
    const std::vector<JointRules::Pass> passes = rules.passes();
    std::vector<Scan> scans;
    scans.reserve(passes.size());
    for (const JointRules::Pass &pass : passes)
        scans.emplace_back(pass, fleet);

    WhatIf result;
    result.transitions.resize(fleet.size());
    for (std::size_t first = 0; first < fleet.size(); first += blockRows) {
        const std::size_t count = std::min(blockRows, fleet.size() - first);
        Findings findings{};
        for (const Scan &scan : scans)
            scan.add(findings, first, count);
        conclude(result, findings, first, count);
    }
    return result;
}

} // namespace enigm::policy
