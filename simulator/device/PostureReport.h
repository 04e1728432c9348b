#pragma once

#include "contract/reports/PostureChange.h"
#include "contract/time/Clock.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/wire/Exchange.h"

#include <QObject>
#include <QStringView>

#include <optional>

namespace enigm::simulator {

/// The posture that a word stands for: "protected", "review-required" (with findings), "inactive"; nothing for an
/// unknown one.
[[nodiscard]] std::optional<reports::Posture> postureOf(QStringView word);

/// One device reports its posture: it asks for a nonce, signs, and hands in.
class PostureReport : public QObject
{
    Q_OBJECT

public:
    /// Borrows the clock.
    struct Plan
    {
        QByteArray deployment;
        reports::Posture posture;
        Misbehaviour misbehaviour = Misbehaviour::None;
        const time::Clock *clock = nullptr;
    };
    /// Starts at once.
    PostureReport(deployment::DeviceIdentity device, DeviceListener listener, Plan plan, QObject *parent);

Q_SIGNALS:
    /// Once, from the event loop: how the report was taken, or what kept the device from it.
    void finished(const enigm::simulator::Reply &reply);

private:
    using Take = void (PostureReport::*)(const Reply &);

    void ask(Ask ask, Take take);
    void takeNonce(const Reply &reply);
    void handIn();
    void takeAnswer(const Reply &reply);
    [[nodiscard]] Expected<reports::PostureChange> sign(const QByteArray &nonce) const;

    deployment::DeviceIdentity m_device;
    DeviceListener m_listener;
    Plan m_plan;
    QByteArray m_report;     ///< as it is handed in
    bool m_isReplay = false; ///< it was handed in before
};

} // namespace enigm::simulator
