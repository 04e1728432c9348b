#pragma once

#include "simulator/device/EnrollmentRound.h"

#include <QObject>

#include <vector>

namespace enigm::simulator {

/// Lets some phones enrol with one ticket, once each.
class EnrollRun : public QObject
{
    Q_OBJECT

public:
    /// `count` phones, so many at once at most.
    EnrollRun(const EnrollmentRound::Setup &setup, int count, int inFlight, QObject *parent = nullptr);

    void start();
    /// What those that were taken in hold.
    [[nodiscard]] const std::vector<deployment::DeviceIdentity> &devices() const { return m_devices; }
    /// Why the others were not.
    [[nodiscard]] const std::vector<Problem> &problems() const { return m_problems; }

Q_SIGNALS:
    void finished();

private:
    void beginMany();
    void begin();
    void end(EnrollmentRound *round);

    EnrollmentRound::Setup m_setup;
    int m_count;
    int m_mostInFlight;
    int m_begun = 0;
    int m_inFlight = 0;
    std::vector<deployment::DeviceIdentity> m_devices;
    std::vector<Problem> m_problems;
};

} // namespace enigm::simulator
