#pragma once

#include "contract/network/AccessWords.h"
#include "contract/problems/Problem.h"

#include <QByteArrayView>

#include <optional>

namespace enigm::client {

/// What the control plane answers an enforcement point that asks whether a device may pass (AuthZEN 1.0, Access
/// Evaluation response).
struct AccessDecision
{
    bool isPermit = false;
    /// Why not; nothing for a permit.
    std::optional<network::DenialReason> reason = {};
    /// For how many seconds from the question on a permit may be kept, and until when at most (Unix seconds); 0 for a
    /// denial, which nobody keeps.
    qint64 validFor = 0;
    qint64 validUntil = 0;

    /// The longest validity that is believed, in seconds.
    static constexpr qint64 mostValidity = 86'400;

    /// {"context":{"decision_validity","obligations","valid_until"},"decision":true} or
    /// {"context":{"reason"},"decision":false}. Members that are not known here are passed over, as the standard wants
    /// it; a permit under an obligation that is not known here is refused (OutOfRange), since nobody would meet it.
    [[nodiscard]] static Expected<AccessDecision> parse(QByteArrayView body);
};

} // namespace enigm::client
