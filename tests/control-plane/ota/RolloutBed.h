#pragma once

#include "contract/changes/RolloutParameters.h"
#include "contract/ota/Manifest.h"
#include "control-plane/ota/RolloutClock.h"
#include "control-plane/ota/RolloutReader.h"
#include "control-plane/ota/RolloutService.h"
#include "tests/support/plane/LivePlane.h"

#include <QMap>

#include <memory>
#include <stop_token>

namespace enigm::test {

/// A control plane with devices that take updates by a policy, a release, and what people and devices do with
/// rollouts. What goes wrong in setting up ends the test; what is tried is answered.
class RolloutBed
{
public:
    RolloutBed();

    LivePlane live;

    /// Devices that were admitted, by handle.
    std::vector<fleet::DeviceHandle> admit(int count);
    /// Lets trusted devices take updates, and no others.
    void allowUpdates();

    /// A plan of groups by share that start now, do not soak and bear no failure.
    [[nodiscard]] ota::RolloutPlan planOf(const std::vector<qint64> &shares) const;
    /// Keeps these devices as members, and a group of them.
    [[nodiscard]] ota::RolloutGroup groupOf(const QString &name, const std::vector<fleet::DeviceHandle> &handles);

    /// Asked for, approved and executed. Answers the rollout's id.
    QString start(const ota::RolloutPlan &plan);
    [[nodiscard]] LivePlane::Result tryStart(const ota::RolloutPlan &plan);
    void pause(const QString &rollout);
    void halt(const QString &rollout);
    void withdraw(const QString &rollout);
    void resume(const QString &rollout);

    void tick();
    [[nodiscard]] ota::RolloutRecord record(const QString &rollout) const;
    [[nodiscard]] ota::GroupCounts counts(const QString &rollout, std::size_t group = 0) const;
    /// The kinds of what happened to it, oldest first.
    [[nodiscard]] QStringList events(const QString &rollout) const;
    /// Its devices, by group.
    [[nodiscard]] QMap<qint64, std::vector<fleet::DeviceHandle>> devices(const QString &rollout) const;

    [[nodiscard]] std::optional<controlplane::ota::DeviceOffer> offer(const fleet::DeviceHandle &device);
    /// "" where it was taken, or the slug of the problem.
    QString report(const fleet::DeviceHandle &device, qint64 execution, ota::UpdateState state,
                   std::optional<ota::UpdateFailure> failure = {});
    /// Asks for its offer, which has to be there, and goes through it to the end.
    void update(const fleet::DeviceHandle &device);
    void fail(const fleet::DeviceHandle &device, ota::UpdateFailure failure);

    [[nodiscard]] controlplane::ota::RolloutService &service() { return *m_service; }
    [[nodiscard]] const controlplane::ota::RolloutReader &reader() const { return *m_reader; }
    /// As after a restart of the process.
    void restart();

    const QString release = QStringLiteral("019ac000-0000-7000-8000-00000000000a");

private:
    void open();

    ota::Manifest m_manifest;

    std::unique_ptr<controlplane::policy::TrustDecisions> m_decisions;
    std::unique_ptr<controlplane::ota::RolloutService> m_service;
    std::unique_ptr<controlplane::ota::RolloutReader> m_reader;
    std::unique_ptr<controlplane::ota::RolloutClock> m_clock;
};

} // namespace enigm::test
