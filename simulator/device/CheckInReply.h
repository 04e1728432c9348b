#pragma once

#include "contract/fleet/DeviceHandle.h"
#include "contract/fleet/DeviceState.h"
#include "contract/problems/Problem.h"
#include "simulator/wire/Reply.h"

#include <optional>

namespace enigm::simulator {

/// How one check-in ended.
struct CheckInResult
{
    enum class Outcome {
        Accepted,
        Refused, ///< by the control plane, with a problem
        Failed,  ///< nothing that could be understood was answered
    };

    fleet::DeviceHandle handle;
    Outcome outcome = Outcome::Failed;
    std::optional<fleet::DeviceState> state;   ///< where accepted
    std::optional<Problem> problem;            ///< where not
    std::optional<qint64> attestationDue = {}; ///< since when it is to attest again, Unix seconds

    [[nodiscard]] static CheckInResult failed(const fleet::DeviceHandle &handle, Problem problem);
};

/// What a check-in has come to whose device then reported its posture: refused or failed where the report was.
[[nodiscard]] CheckInResult afterReport(CheckInResult checkIn, const Reply &reply);

/// Reads the reply to POST /device/v1/check-in of this device (contract/openapi.yaml).
[[nodiscard]] CheckInResult readCheckInReply(const fleet::DeviceHandle &handle, const Reply &reply);

} // namespace enigm::simulator
