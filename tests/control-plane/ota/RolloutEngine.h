#pragma once

#include "contract/time/Clock.h"
#include "control-plane/ota/RolloutEffect.h"
#include "control-plane/ota/RolloutServices.h"
#include "tests/control-plane/audit/TestLogs.h"

#include <memory>

namespace enigm::test {

/// A store with logs and the rollouts in it, without a control plane around it: executions are done as the executor
/// does them, and nobody is asked. What goes wrong in setting up ends the test.
class RolloutEngine
{
public:
    /// `vfs` as store::Database::open.
    RolloutEngine(const QString &directory, const LogKeys &keys, const QString &vfs = {});

    /// Devices that are trusted, numbered from 0, a release, and a policy by which they take it.
    void populate(int devices);
    [[nodiscard]] static fleet::DeviceHandle handleOf(int number);

    /// Answers once durable.
    [[nodiscard]] Expected<void> execute(const changes::Parameters &change);
    [[nodiscard]] Expected<void> report(const fleet::DeviceHandle &device, qint64 execution, ota::UpdateState state,
                                        std::optional<ota::UpdateFailure> failure = {});

    static constexpr qint64 epoch = 1'800'000'000;
    time::ManualClock clock{epoch};
    [[nodiscard]] TestLogs &logs() { return *m_logs; }
    [[nodiscard]] controlplane::ota::RolloutServices &rollouts() { return m_rollouts; }
    [[nodiscard]] ota::RolloutRecord record(const QString &rollout) const;

    static const QString release;

private:
    std::unique_ptr<TestLogs> m_logs;
    controlplane::ota::RolloutServices m_rollouts;
};

} // namespace enigm::test
