#pragma once

#include "contract/deployment/DeviceArchive.h"
#include "contract/enrollment/EnrollmentClaim.h"
#include "contract/samples/SampleDeviceFactory.h"
#include "contract/time/Clock.h"
#include "simulator/device/Misbehaviour.h"
#include "simulator/wire/Exchange.h"

#include <QObject>

namespace enigm::simulator {

/// One phone enrols: makes its keys, asks for a nonce with the ticket's token, lets its hardware attest the answer, and
/// hands all of it in with a certification request.
class EnrollmentRound : public QObject
{
    Q_OBJECT

public:
    /// Borrows all but the misbehaviour.
    struct Setup
    {
        const enrollment::EnrollmentTicket &ticket;
        const samples::SampleDeviceFactory &hardware;
        const time::Clock &clock;
        Misbehaviour misbehaviour = Misbehaviour::None;
    };
    EnrollmentRound(const Setup &setup, QObject *parent);

    void start();

Q_SIGNALS:
    // One of them, once.
    /// What the device holds from now on.
    void enrolled(const enigm::deployment::DeviceIdentity &device);
    void refused(const enigm::Problem &problem);

private:
    using Take = void (EnrollmentRound::*)(const Reply &);

    void ask(const QByteArray &path, const json::Value &body, Take take);
    void takeNonce(const Reply &reply);
    void takeAnswer(const Reply &reply);
    [[nodiscard]] Expected<json::Value> claim(const QByteArray &nonce) const;

    Setup m_setup;
    deployment::DeviceIdentity m_device;
};

} // namespace enigm::simulator
