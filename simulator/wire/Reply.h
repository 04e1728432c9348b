#pragma once

#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>

namespace enigm::simulator {

/// How one exchange ended.
struct Reply
{
    enum class Outcome {
        Answered,
        Refused, ///< by the control plane, with a problem
        Failed,  ///< nothing that could be understood was answered
    };

    Outcome outcome = Outcome::Failed;
    QByteArray body;                ///< where answered
    std::optional<Problem> problem; ///< where not

    [[nodiscard]] static Reply failed(Problem problem);
};

/// Whether all of an HTTP/1.1 response with a Content-Length has arrived.
[[nodiscard]] bool isComplete(QByteArrayView response);

/// Reads a whole HTTP/1.1 response of the device listener: 200 with a body, or a problem.
[[nodiscard]] Reply readReply(QByteArrayView response);

} // namespace enigm::simulator
