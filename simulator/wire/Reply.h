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
    int status = 0;                 ///< where answered

    [[nodiscard]] static Reply failed(Problem problem);
};

/// Whether all of an HTTP/1.1 response with a Content-Length has arrived.
[[nodiscard]] bool isComplete(QByteArrayView response);

/// 200, 204 and 206 with their bodies, or a problem.
[[nodiscard]] Reply replyOf(int status, QByteArrayView body);

/// Reads a whole HTTP/1.1 response of the device listener: as replyOf.
[[nodiscard]] Reply readReply(QByteArrayView response);

} // namespace enigm::simulator
