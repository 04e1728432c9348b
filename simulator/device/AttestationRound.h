#pragma once

#include "contract/enrollment/AttestationClaim.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "contract/time/Clock.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/wire/Exchange.h"

#include <QObject>

namespace enigm::simulator {

/// One device attests again: it asks for a nonce, makes a fresh key that its hardware attests over it, signs that by
/// its attested key, and hands both in.
class AttestationRound : public QObject
{
    Q_OBJECT

public:
    /// Borrows hardware and clock.
    struct Plan
    {
        QByteArray deployment;
        bool onlyWhenDue = true; ///< and not whenever it checks in
        Misbehaviour misbehaviour = Misbehaviour::None;
        const samples::SampleDeviceFactory *hardware = nullptr;
        const time::Clock *clock = nullptr;
    };
    /// Starts at once.
    AttestationRound(deployment::DeviceIdentity device, DeviceListener listener, Plan plan, QObject *parent);

Q_SIGNALS:
    /// Once, from the event loop: how it was taken, or what kept the device from it.
    void finished(const enigm::simulator::Reply &reply);

private:
    using Take = void (AttestationRound::*)(const Reply &);

    void ask(Ask ask, Take take);
    void takeNonce(const Reply &reply);
    void takeAnswer(const Reply &reply);
    [[nodiscard]] Expected<enrollment::AttestationClaim> claim(const QByteArray &nonce) const;
    [[nodiscard]] Expected<std::vector<QByteArray>> chainFor(const QByteArray &nonce) const;

    deployment::DeviceIdentity m_device;
    DeviceListener m_listener;
    Plan m_plan;
};

} // namespace enigm::simulator
