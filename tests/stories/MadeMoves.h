#pragma once

#include "contract/fleet/DeviceTransition.h"

#include <QString>

#include <algorithm>
#include <set>
#include <tuple>

namespace enigm::test {

/// The moves that a story has made, held against the contract's table.
class MadeMoves
{
public:
    void note(fleet::DeviceAct act, fleet::DeviceState from, fleet::DeviceState to) { m_made.insert({act, from, to}); }

    /// The first move of the table that nobody has made, so that a new one is missed until somebody does; or that one
    /// was made which is not there. Empty where both are the same.
    [[nodiscard]] QString difference() const
    {
        const auto table = fleet::deviceTransitions();
        for (const fleet::DeviceTransition &move : table) {
            if (!m_made.contains({move.act, move.from, move.to}))
                return QStringLiteral("%1 from %2 to %3").arg(toAction(move.act), toWord(move.from), toWord(move.to));
        }
        return m_made.size() == table.size() ? QString() : QStringLiteral("a move that the table does not have");
    }

private:
    std::set<std::tuple<fleet::DeviceAct, fleet::DeviceState, fleet::DeviceState>> m_made;
};

} // namespace enigm::test
