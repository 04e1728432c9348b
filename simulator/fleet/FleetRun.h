#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "simulator/device/AttestationRound.h"
#include "simulator/device/CheckIn.h"
#include "simulator/device/DeviceReport.h"
#include "simulator/fleet/Tally.h"

#include <QElapsedTimer>
#include <QObject>

#include <optional>
#include <vector>

class QTimer;

namespace enigm::simulator {

/// How a fleet checks in.
struct Pace
{
    /// Check-ins begun a second, in turn; nothing: each device once, as fast as it goes.
    std::optional<int> rate;
    int seconds = 60;  ///< how long at this rate
    int inFlight = 32; ///< at once, at most; at a rate a check-in that finds no room is left out
};

/// What a device does after a check-in that was accepted, in this order.
struct AfterCheckIn
{
    std::optional<DeviceReport::Plan> report = {};
    std::optional<AttestationRound::Plan> attest = {};
};

/// Runs a fleet against one control plane.
class FleetRun : public QObject
{
    Q_OBJECT

public:
    FleetRun(std::vector<deployment::DeviceIdentity> devices, DeviceListener listener, Pace pace,
             AfterCheckIn then = {}, QObject *parent = nullptr);

    void start();
    [[nodiscard]] const Tally &tally() const { return m_tally; }
    [[nodiscard]] double seconds() const; ///< since start()

Q_SIGNALS:
    void checkedIn(const enigm::simulator::CheckInResult &result);
    void finished();

private:
    void beginNext();
    void beginMany();
    void beginDue();
    void report(const deployment::DeviceIdentity &device, const CheckInResult &checkIn);
    void attest(const deployment::DeviceIdentity &device, const CheckInResult &checkIn);
    void take(const CheckInResult &result);
    [[nodiscard]] bool isOver() const;

    std::vector<deployment::DeviceIdentity> m_devices;
    DeviceListener m_listener;
    Pace m_pace;
    AfterCheckIn m_then;
    QTimer *m_ticks;
    QElapsedTimer m_since;
    Tally m_tally;
    std::size_t m_begun = 0;
    int m_inFlight = 0;
};

} // namespace enigm::simulator
