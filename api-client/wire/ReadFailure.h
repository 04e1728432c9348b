#pragma once

#include "contract/problems/Problem.h"

namespace enigm::client {

/// Why something could not be read from a control plane, for whoever shows it. The types of problems tell; that a type
/// can be a denial of an act as well (such as SelfApproval) does not matter here, since nothing is done by reading.
enum class ReadFailure {
    Contradiction, ///< what arrived contradicts what people or the log have signed: the alarm
    Refused,       ///< this operator may not see it, or it does not exist
    SessionOver,   ///< who asks is not, or no longer, signed in
    Unavailable,   ///< not now, not by this console (it is older than what it read), or not in a form that can be read
};

[[nodiscard]] ReadFailure readFailureOf(ProblemType type);

[[nodiscard]] inline bool isContradiction(const Problem &problem)
{
    return readFailureOf(problem.type) == ReadFailure::Contradiction;
}

/// What was found in something signed or logged, as its reader hears of it: a type that would mean something milder
/// (a member is missing; the requester may not) becomes EntryMismatch, with the type in the detail. Kept are
/// UnsupportedVersion and UnknownAction: a newer version wrote it, which contradicts nothing.
[[nodiscard]] Problem foundInSigned(const Problem &problem);

/// What the server answers to a question, as its reader hears of it: that it says of something that it contradicts
/// itself proves nothing, and becomes UnexpectedAnswer.
[[nodiscard]] Problem saidByServer(const Problem &problem);

} // namespace enigm::client
