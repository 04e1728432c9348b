#include "contract/policy/FleetColumns.h"

namespace enigm::policy {

void FleetColumns::reserve(std::size_t rows)
{
    for (std::vector<Code> &column : m_codes)
        column.reserve(rows);
    m_groups.reserve(rows);
}

void FleetColumns::append(const DeviceInputs &device)
{
    for (std::size_t i = 0; i < deviceInputCount; ++i)
        m_codes[i].push_back(device.codes()[i]);
    m_groups.push_back(codeOfSet(device.groups()));
}

void FleetColumns::replace(std::size_t row, const DeviceInputs &device)
{
    for (std::size_t i = 0; i < deviceInputCount; ++i)
        m_codes[i][row] = device.codes()[i];
    m_groups[row] = codeOfSet(device.groups());
}

DeviceInputs FleetColumns::at(std::size_t row) const
{
    std::array<Code, deviceInputCount> codes{};
    for (std::size_t i = 0; i < deviceInputCount; ++i)
        codes[i] = m_codes[i][row];
    return {codes, m_sets[m_groups[row]]};
}

FleetColumns::SetCode FleetColumns::codeOfSet(const std::optional<GroupSet> &groups)
{
    if (!groups)
        return 0;
    const auto [entry, isNew] = m_setCodes.try_emplace(*groups, static_cast<SetCode>(m_sets.size()));
    if (isNew)
        m_sets.push_back(groups);
    return entry->second;
}

} // namespace enigm::policy
