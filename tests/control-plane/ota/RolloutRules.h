#pragma once

#include "contract/ota/RolloutEntries.h"
#include "tests/control-plane/ota/RolloutEngine.h"

#include <QHash>
#include <QString>

#include <vector>

namespace enigm::test {

/// What holds of rollouts whenever a store is opened, whatever was cut short before: no group is opened or completed
/// twice or out of turn, in the log as in the rows; a rollout that was stopped does nothing by itself and is offered to
/// nobody; what was frozen is what the rows say; counts are what there is to count.
class RolloutRules
{
public:
    /// Reads the whole log; borrows the engine.
    explicit RolloutRules(RolloutEngine &engine);

    /// How the rollout breaks them, in words; empty where it does not. Asks for offers to some of its devices where it
    /// is not active.
    [[nodiscard]] QString brokenBy(const QString &rollout) const;

private:
    struct Move
    {
        qint64 entry = 0;
        ota::RolloutMove move;
    };
    struct Written
    {
        std::vector<ota::RolloutFrozen> frozen = {};
        std::vector<Move> moves = {};
    };
    class Replay;

    /// Oldest first.
    [[nodiscard]] std::vector<ota::RolloutEvent> events(const QString &rollout) const;
    [[nodiscard]] QString brokenInLog(const ota::RolloutRecord &record) const;
    [[nodiscard]] QString brokenInRows(const ota::RolloutRecord &record) const;
    [[nodiscard]] QString brokenByOffers(const ota::RolloutRecord &record) const;

    RolloutEngine &m_engine;
    QHash<QString, Written> m_written; ///< by rollout
};

} // namespace enigm::test
