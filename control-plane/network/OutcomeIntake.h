#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "contract/time/Clock.h"
#include "control-plane/audit/Sequencer.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/store/Writer.h"

#include <QHash>

#include <functional>
#include <mutex>

namespace enigm::controlplane::network {

/// Takes what enforcement points report of their decisions. Each report is an entry, so that they are few. Thread-safe.
class OutcomeIntake
{
public:
    /// Reports of one point in a minute.
    static constexpr int mostAMinute = 10;

    /// Borrows all.
    OutcomeIntake(store::Writer &writer, audit::Sequencer &sequencer, const time::Clock &clock);

    using Keep = std::function<Expected<void>(store::Transaction &)>;
    using Done = std::move_only_function<void(const Expected<void> &)>;
    /// Keeps the report, and with it, in the same transaction, whatever `keep` does. What OutcomeReport::parse refuses;
    /// RateLimited.
    void take(const EnforcementPoint &point, const json::Value &report, Keep keep, Done done);

private:
    struct Minute
    {
        qint64 begun = 0; ///< Unix seconds
        int reports = 0;
    };
    [[nodiscard]] bool mayReport(const QString &point);

    store::Writer &m_writer;
    audit::Sequencer &m_sequencer;
    const time::Clock &m_clock;
    std::mutex m_mutex;
    QHash<QString, Minute> m_minutes; ///< by point; under m_mutex
};

} // namespace enigm::controlplane::network
