#include "tests/benchmarks/policy/ColumnSums.h"

#include <numeric>

namespace enigm::benchmarks {

namespace {

template <typename Column>
quint64 sumOf(const Column &column)
{
    return std::accumulate(column.begin(), column.end(), quint64(0));
}

} // namespace

quint64 sumOfColumns(const policy::FleetColumns &fleet)
{
    quint64 sum = sumOf(fleet.groups());
    for (const policy::Input input : policy::allInputs().subspan(1, policy::deviceInputCount))
        sum += sumOf(fleet.column(input));
    return sum;
}

} // namespace enigm::benchmarks
