#pragma once

#include "contract/fleet/RevocationList.h"
#include "contract/operators/GovernedAcceptance.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace enigm::enrollment {

/// What one set of values has that another has not, and the other way round; ascending.
template <typename T>
struct Difference
{
    std::vector<T> added;
    std::vector<T> removed;

    [[nodiscard]] bool isEmpty() const { return added.empty() && removed.empty(); }
    friend bool operator==(const Difference &, const Difference &) = default;
};

/// What a change of the acceptance changes, recomputed by whoever reviews it from the values that were signed.
struct AcceptanceDifference
{
    Difference<QByteArray> roots;
    Difference<QByteArray> bootKeys;

    [[nodiscard]] static AcceptanceDifference between(const operators::GovernedAcceptance &before,
                                                      const operators::GovernedAcceptance &after);
};

/// The serial numbers that a revocation list has gained and lost.
[[nodiscard]] Difference<QString> between(const fleet::RevocationList &before, const fleet::RevocationList &after);

} // namespace enigm::enrollment
