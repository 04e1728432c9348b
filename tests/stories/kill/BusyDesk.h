#pragma once

#include "tests/stories/kill/Acknowledged.h"
#include "tests/support/client/Desk.h"

#include <random>
#include <vector>

namespace enigm::test {

/// An operator who asks, signs, withdraws and reads without pause, at a console of their own, until the control plane
/// is gone or refuses something.
class BusyDesk
{
public:
    /// Borrows clock and acknowledgements. `notes`: the checkpoints that this console saw last.
    BusyDesk(const deployment::DeploymentFile &file, const SamplePerson &person, const time::Clock &clock,
             Acknowledged &acknowledged, const QMap<QString, QByteArray> &notes, std::mt19937::result_type seed);

    /// Begins; call once.
    void start();
    [[nodiscard]] bool isDone() const { return m_work && m_work->isDone(); }
    /// Why the work ended.
    [[nodiscard]] const Problem &end() const { return m_work->value().error(); }
    [[nodiscard]] const QMap<QString, QByteArray> &notes() const { return m_desk.checkpoints.notes; }

private:
    using Done = client::Task<Expected<void>>;

    [[nodiscard]] Done work();
    [[nodiscard]] Done settleIn();
    [[nodiscard]] Done doSomething();
    [[nodiscard]] Done ask(QString action, fleet::DeviceState from);
    [[nodiscard]] Done withdraw(QString reference);
    [[nodiscard]] Done decide(QString reference);
    [[nodiscard]] Done look();
    /// A device in this state, as far as this desk knows.
    [[nodiscard]] std::optional<changes::TargetSet> pick(fleet::DeviceState state);
    void note(const changes::ChangeRecord &record);
    [[nodiscard]] bool chance(int percent) { return std::uniform_int_distribution(1, 100)(m_random) <= percent; }

    Desk m_desk;
    Acknowledged &m_acknowledged;
    std::mt19937 m_random;
    std::vector<client::Device> m_devices;
    std::optional<Awaited<Expected<void>>> m_work;
};

} // namespace enigm::test
