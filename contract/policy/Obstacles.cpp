#include "contract/policy/Obstacles.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace enigm::policy {

namespace {

/// The next choice of so many of the first `count` numbers, in lexicographic order; false after the last.
bool advance(std::vector<std::size_t> &chosen, std::size_t count)
{
    std::size_t place = chosen.size();
    while (place > 0 && chosen[place - 1] == count - chosen.size() + place - 1)
        --place;
    if (place == 0)
        return false;
    std::iota(chosen.begin() + static_cast<std::ptrdiff_t>(place - 1), chosen.end(), chosen[place - 1] + 1);
    return true;
}

} // namespace

Obstacles::Obstacles(std::span<const MaskTable> tables, const Question &question, const DeviceInputs &device)
{
    for (const MaskTable &table : tables) {
        Table &entry = m_tables.emplace_back(Table{.allows = table.allows(), .denies = table.denies()});
        for (const Input input : allInputs()) {
            entry.now[static_cast<std::size_t>(input)] = table.ofInput(input, question, device);
            entry.free[static_cast<std::size_t>(input)] = table.ofFree(input);
        }
    }
    for (const Input input : allInputs()) {
        const auto place = static_cast<std::size_t>(input);
        const bool makesDifference = std::ranges::any_of(m_tables, [place](const Table &table) {
            return ((table.now[place] ^ table.free[place]) & (table.allows | table.denies)) != 0;
        });
        if (makesDifference) {
            m_inputs.push_back(input);
            continue;
        }
        for (Table &table : m_tables)
            table.fixed &= table.now[place];
    }
}

std::optional<std::size_t> Obstacles::allowing(Inputs freed) const
{
    std::optional<std::size_t> rule;
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        const Table &table = m_tables[i];
        Mask holds = table.fixed;
        for (const Input input : m_inputs) {
            const auto place = static_cast<std::size_t>(input);
            holds &= freed.has(input) ? table.free[place] : table.now[place];
        }
        if ((holds & table.denies) != 0)
            return std::nullopt;
        const Mask allows = holds & table.allows;
        if (!rule && allows != 0)
            rule = i * MaskTable::capacity + static_cast<std::size_t>(std::countr_zero(allows));
    }
    return rule;
}

std::optional<Obstacles::Way> Obstacles::smallestWay() const
{
    Inputs all;
    for (const Input input : m_inputs)
        all.insert(input);
    if (!allowing(all))
        return std::nullopt;
    for (std::size_t size = 0; size <= m_inputs.size(); ++size) {
        std::vector<std::size_t> chosen(size);
        std::iota(chosen.begin(), chosen.end(), std::size_t(0));
        do {
            Inputs freed;
            for (const std::size_t place : chosen)
                freed.insert(m_inputs[place]);
            if (const auto rule = allowing(freed))
                return Way{.freed = freed, .rule = *rule};
        } while (advance(chosen, m_inputs.size()));
    }
    Q_UNREACHABLE();
}

} // namespace enigm::policy
