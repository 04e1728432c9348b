#pragma once

#include "contract/problems/Problem.h"

namespace enigm::ctl {

/// How the program ends; documented in --help and enigmctl(1).
enum class ExitCode {
    Done = 0,
    Refused = 1,     ///< refused by a rule or by the server, or a verification failed
    Usage = 2,       ///< the command line, or a file that it names, cannot be used
    Unreachable = 3, ///< the control plane or a token cannot be reached or is not available
    SignIn = 4,      ///< passphrase, sign-in or step-up failed
    Incomplete = 5,  ///< what could be verified is good, and not everything could be
    Cancelled = 130, ///< by the person
};

[[nodiscard]] ExitCode exitCodeOf(ProblemType type);

} // namespace enigm::ctl
