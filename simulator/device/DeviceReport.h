#pragma once

#include "contract/reports/Report.h"
#include "contract/time/Clock.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/wire/Exchange.h"

#include <QObject>

namespace enigm::simulator {

/// One device says something of itself: it asks for a nonce, signs, and hands in.
class DeviceReport : public QObject
{
    Q_OBJECT

public:
    /// Borrows the clock.
    struct Plan
    {
        QByteArray deployment;
        reports::ReportBody body;
        QByteArray path = "/device/v1/reports"; ///< where reports of its kind are taken
        Misbehaviour misbehaviour = Misbehaviour::None;
        const time::Clock *clock = nullptr;
    };
    /// Starts at once.
    DeviceReport(deployment::DeviceIdentity device, DeviceListener listener, Plan plan, QObject *parent);

Q_SIGNALS:
    /// Once, from the event loop: how the report was taken, or what kept the device from it.
    void finished(const enigm::simulator::Reply &reply);

private:
    using Take = void (DeviceReport::*)(const Reply &);

    void ask(Ask ask, Take take);
    void takeNonce(const Reply &reply);
    void handIn();
    void takeAnswer(const Reply &reply);
    /// Beside its key, as it is handed in.
    [[nodiscard]] Expected<json::Value> sign(const QByteArray &nonce) const;

    deployment::DeviceIdentity m_device;
    DeviceListener m_listener;
    Plan m_plan;
    QByteArray m_report;     ///< as it is handed in
    bool m_isReplay = false; ///< it was handed in before
};

} // namespace enigm::simulator
