#pragma once

#include "api-client/wire/Transport.h"
#include "contract/problems/Problem.h"

#include <QByteArray>

#include <optional>

namespace enigm::client {

/// An RFC 9457 (or RFC 6749) refusal of the server, with the extension members that the client acts on.
struct ServerProblem
{
    Problem problem;
    std::optional<QByteArray> act;   ///< step-up-required: the digest to step up for
    std::optional<int> attemptsLeft; ///< wrong-pin

    /// Reads a reply of status 400 or more. A body that is no problem of ours gives one by the status.
    static ServerProblem of(const WireReply &reply);
};

} // namespace enigm::client
