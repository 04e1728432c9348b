#pragma once

#include "contract/policy/Input.h"

#include <array>
#include <map>
#include <span>
#include <vector>

namespace enigm::policy {

/// The inputs of a whole fleet: a column an input, a row a device, so that a question about all of them is one pass.
/// Sets of groups are numbered, because few of them are met however many devices there are.
class FleetColumns
{
public:
    using SetCode = quint32;

    void reserve(std::size_t rows);
    /// The number of the new row is the size before.
    void append(const DeviceInputs &device);
    void replace(std::size_t row, const DeviceInputs &device);

    [[nodiscard]] std::size_t size() const { return m_groups.size(); }
    [[nodiscard]] DeviceInputs at(std::size_t row) const;

    /// Of an input of devices that has words. Every code is below codeCount.
    [[nodiscard]] std::span<const Code> column(Input input) const
    {
        return m_codes[static_cast<std::size_t>(input) - static_cast<std::size_t>(firstDeviceInput)];
    }
    /// The place of each device's groups in groupSets.
    [[nodiscard]] std::span<const SetCode> groups() const { return m_groups; }
    /// Every set that was met; the first is "not known".
    [[nodiscard]] std::span<const std::optional<GroupSet>> groupSets() const { return m_sets; }

private:
    [[nodiscard]] SetCode codeOfSet(const std::optional<GroupSet> &groups);

    std::array<std::vector<Code>, deviceInputCount> m_codes;
    std::vector<SetCode> m_groups;
    std::vector<std::optional<GroupSet>> m_sets{std::nullopt};
    std::map<GroupSet, SetCode> m_setCodes;
};

} // namespace enigm::policy
