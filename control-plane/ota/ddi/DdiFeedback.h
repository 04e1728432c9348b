#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/ota/OfferSource.h"

#include <QByteArray>

#include <optional>

namespace enigm::controlplane::ota {

/// What a stock update client says of an action (hawkBit DDI v1): {"id","status":{"details","execution","result":
/// {"finished","progress":{"cnt","of"}}},"time"}. Of what it writes only this is read; `details` are lines of its own
/// log, which nobody has asked for and which are not kept.
struct DdiFeedback
{
    enum class Execution { Canceled, Rejected, Closed, Proceeding, Scheduled, Resumed, Download, Downloaded };
    enum class Finished { Success, Failure, None };

    Execution execution = Execution::Proceeding;
    Finished finished = Finished::None;
    /// All parts were done, of at least one: a client that is not finished then is installed, and waits for its
    /// restart.
    bool isWhole = false;

    /// The problems of JSON; MissingMember, WrongType, OutOfRange. Other members are passed over: each client has its
    /// own. Clients put lines of their log into strings as they are, so that control characters count as spaces.
    static Expected<DdiFeedback> parse(QByteArrayView body);

    /// What this makes of an offer that the device is with, at its deployment action.
    [[nodiscard]] UpdateProgress progressOf(const DeviceOffer &offer) const;
    /// What it makes of the offer at its cancel action; nothing where the client goes on.
    [[nodiscard]] std::optional<UpdateProgress> cancellationOf(const DeviceOffer &offer) const;
};

} // namespace enigm::controlplane::ota
