#include "contract/enrollment/AcceptanceDifference.h"

#include <algorithm>
#include <iterator>

namespace enigm::enrollment {

namespace {

/// Of ascending values.
template <typename T>
Difference<T> differenceOf(const std::vector<T> &before, const std::vector<T> &after)
{
    Difference<T> difference;
    std::ranges::set_difference(after, before, std::back_inserter(difference.added));
    std::ranges::set_difference(before, after, std::back_inserter(difference.removed));
    return difference;
}

std::vector<QString> sorted(const fleet::RevocationList &list)
{
    std::vector<QString> serials(list.serials().begin(), list.serials().end());
    std::ranges::sort(serials);
    return serials;
}

} // namespace

AcceptanceDifference AcceptanceDifference::between(const operators::GovernedAcceptance &before,
                                                   const operators::GovernedAcceptance &after)
{
    return {.roots = differenceOf(before.roots, after.roots),
            .bootKeys = differenceOf(before.bootKeys, after.bootKeys)};
}

Difference<QString> between(const fleet::RevocationList &before, const fleet::RevocationList &after)
{
    return differenceOf(sorted(before), sorted(after));
}

} // namespace enigm::enrollment
