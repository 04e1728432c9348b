#include "app/enigmctl/output/ExitCode.h"

#include <algorithm>
#include <array>

namespace enigm::ctl {

namespace {

using enum ProblemType;

constexpr std::array unreachable{Unreachable, RequestTimeout, Unavailable,      LogUnavailable,     StorageFull,
                                 RateLimited, Internal,       TokenUnavailable, KeychainUnavailable};

constexpr std::array signIn{Unauthenticated, InvalidDpopProof, DpopReplayed,    AssertionReplayed, InvalidAssertion,
                            StepUpRequired,  StepUpMismatch,   StepUpUsed,      WrongPin,          PinLocked,
                            SessionEnded,    OperatorUnknown,  WrongPassphrase, WrongKey};

template <typename Types>
bool holds(const Types &types, ProblemType type)
{
    return std::ranges::find(types, type) != types.end();
}

} // namespace

ExitCode exitCodeOf(ProblemType type)
{
    if (type == Cancelled)
        return ExitCode::Cancelled;
    if (type == FileUnreadable)
        return ExitCode::Usage;
    if (holds(unreachable, type))
        return ExitCode::Unreachable;
    return holds(signIn, type) ? ExitCode::SignIn : ExitCode::Refused;
}

} // namespace enigm::ctl
