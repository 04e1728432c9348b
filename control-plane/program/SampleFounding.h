#pragma once

#include "contract/problems/Problem.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "contract/time/Clock.h"
#include "control-plane/program/ControlPlane.h"
#include "control-plane/program/SampleAuthorities.h"
#include "control-plane/program/SampleFleet.h"
#include "control-plane/program/SampleOperator.h"
#include "control-plane/program/SampleRepository.h"
#include "control-plane/program/SampleWitness.h"

#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace enigm::controlplane::program {

/// Makes an organisation for evaluation: people, a fleet and a history in which everything was really asked for, signed
/// and executed, by keys that lie beside the data. Marked as a sample in leaf 0, and so everywhere.
class SampleFounding
{
public:
    struct Options
    {
        QString directory; ///< must not be there, or be empty
        qint64 devices = 200;
        QUrl url;                                ///< where clients will find the control plane
        const KeyToken::Access *token = nullptr; ///< borrowed; where the keys of devices and handles are to lie
    };
    static constexpr qint64 mostDevices = 1'000'000;

    /// Told one line at a time what is being done.
    using Progress = std::function<void(const QString &)>;

    /// Borrows the clock.
    SampleFounding(Options options, const time::Clock &clock, Progress progress);

    /// Founds below DIR.part and gives it its name last, so that DIR is whole or not there. AlreadyExists, OutOfRange,
    /// FileUnreadable.
    [[nodiscard]] Expected<void> run();

private:
    using Step = Expected<void> (SampleFounding::*)();
    using Targets = std::vector<enigm::changes::TargetLeaf>;
    struct Mix
    {
        qint64 pending = 0;
        qint64 restricted = 0;
        qint64 suspended = 0;
        qint64 revoked = 0;
        qint64 retired = 0;
    };

    [[nodiscard]] Expected<void> prepare();
    [[nodiscard]] Expected<void> found();
    [[nodiscard]] Expected<void> equipOperators();
    [[nodiscard]] Expected<void> admitOperators();
    [[nodiscard]] Expected<void> beginRepository();
    [[nodiscard]] Expected<void> enrolDevices();
    [[nodiscard]] Expected<void> admitDevices();
    [[nodiscard]] Expected<void> liveAWhile();
    [[nodiscard]] Expected<void> writeFiles();
    [[nodiscard]] Expected<void> giveName();

    [[nodiscard]] operators::Founding makeFounding(const DeploymentKeys &keys) const;
    [[nodiscard]] Mix mix() const;
    /// Moves the next `count` admitted devices by an act.
    [[nodiscard]] Expected<void> moveNext(qint64 count, const QString &action, const QString &reason,
                                          const std::vector<const SampleOperator *> &approvers);
    [[nodiscard]] const SampleOperator &person(QStringView name) const;

    const Options m_options;
    const QString m_draft; ///< DIR.part
    const time::Clock &m_clock;
    Progress m_progress;
    std::vector<SampleOperator> m_operators;
    std::vector<SampleWitness> m_witnesses;
    SampleAuthorities m_authorities;
    std::optional<SampleRepository> m_repository;
    std::unique_ptr<samples::SampleDeviceFactory> m_factory;
    std::unique_ptr<ControlPlane> m_plane;
    std::unique_ptr<SampleFleet> m_fleet;
    qint64 m_next = 0; ///< of the fleet's devices, for moveNext
};

} // namespace enigm::controlplane::program
