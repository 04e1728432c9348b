#pragma once

#include "simulator/device/UpdateRound.h"
#include "simulator/fleet/UpdateTally.h"

#include <QElapsedTimer>
#include <QObject>

#include <vector>

namespace enigm::simulator {

/// Lets each device of a fleet take its update, once. Of devices that are not under way nothing is in memory but what
/// they hold.
class UpdateRun : public QObject
{
    Q_OBJECT

public:
    struct Setup
    {
        DeviceListener listener;
        QByteArray deployment;
        QString stateDirectory;
        device::DeviceFacts first;
        UpdateConduct conduct;
        const time::Clock &clock; ///< borrowed
        int inFlight = 32;        ///< devices at once, at most
    };
    UpdateRun(std::vector<deployment::DeviceIdentity> devices, const Setup &setup, QObject *parent = nullptr);

    void start();
    [[nodiscard]] const UpdateTally &tally() const { return m_tally; }
    [[nodiscard]] double seconds() const; ///< since start()

Q_SIGNALS:
    void answered(const enigm::simulator::UpdateResult &result);
    void finished();

private:
    void beginMany();
    void beginNext();

    std::vector<deployment::DeviceIdentity> m_devices;
    UpdateBook m_book;
    MetadataPool m_pool;
    UpdateRound::Setup m_setup;
    int m_mostInFlight;
    QElapsedTimer m_since;
    UpdateTally m_tally;
    std::size_t m_begun = 0;
    int m_inFlight = 0;
};

} // namespace enigm::simulator
