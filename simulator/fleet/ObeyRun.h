#pragma once

#include "simulator/device/CommandRound.h"
#include "simulator/fleet/CommandTally.h"

#include <QElapsedTimer>
#include <QObject>

#include <vector>

namespace enigm::simulator {

/// Lets each device of a fleet obey what it is told to, once.
class ObeyRun : public QObject
{
    Q_OBJECT

public:
    /// So many devices at once, at most.
    ObeyRun(std::vector<deployment::DeviceIdentity> devices, CommandRound::Setup setup, int inFlight,
            QObject *parent = nullptr);

    void start();
    [[nodiscard]] const CommandTally &tally() const { return m_tally; }
    [[nodiscard]] double seconds() const; ///< since start()

Q_SIGNALS:
    void answered(const enigm::simulator::CommandResult &result);
    /// A device could not ask to the end.
    void failed(const enigm::fleet::DeviceHandle &handle, const enigm::Problem &problem);
    void finished();

private:
    void beginMany();
    void beginNext();

    std::vector<deployment::DeviceIdentity> m_devices;
    CommandRound::Setup m_setup;
    int m_mostInFlight;
    QElapsedTimer m_since;
    CommandTally m_tally;
    std::size_t m_begun = 0;
    int m_inFlight = 0;
};

} // namespace enigm::simulator
