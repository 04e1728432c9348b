#pragma once

#include <QString>

#include <span>

namespace enigm::views::design {

// X(enumerator, file name under resources/icons). One stroke set on a grid of 20, 1.5 wide, round ends.
#define ENIGM_GLYPHS(X)                                                                                                \
    X(Alarm, "alarm")                                                                                                  \
    X(Approvals, "approvals")                                                                                          \
    X(Arrow, "arrow")                                                                                                  \
    X(Audit, "audit")                                                                                                  \
    X(Blocked, "blocked")                                                                                              \
    X(Bookmark, "bookmark")                                                                                            \
    X(Check, "check")                                                                                                  \
    X(ChevronBack, "chevron-back")                                                                                     \
    X(ChevronDown, "chevron-down")                                                                                     \
    X(ChevronForward, "chevron-forward")                                                                               \
    X(ChevronUp, "chevron-up")                                                                                         \
    X(Clock, "clock")                                                                                                  \
    X(Close, "close")                                                                                                  \
    X(Columns, "columns")                                                                                              \
    X(Copy, "copy")                                                                                                    \
    X(Device, "device")                                                                                                \
    X(Devices, "devices")                                                                                              \
    X(Dot, "dot")                                                                                                      \
    X(Export, "export")                                                                                                \
    X(Eye, "eye")                                                                                                      \
    X(Filter, "filter")                                                                                                \
    X(Halt, "halt")                                                                                                    \
    X(Hourglass, "hourglass")                                                                                          \
    X(Info, "info")                                                                                                    \
    X(Intelligence, "intelligence")                                                                                    \
    X(Key, "key")                                                                                                      \
    X(Lock, "lock")                                                                                                    \
    X(Log, "log")                                                                                                      \
    X(Minus, "minus")                                                                                                  \
    X(More, "more")                                                                                                    \
    X(Network, "network")                                                                                              \
    X(Offline, "offline")                                                                                              \
    X(Operators, "operators")                                                                                          \
    X(Overview, "overview")                                                                                            \
    X(Pause, "pause")                                                                                                  \
    X(Person, "person")                                                                                                \
    X(Pin, "pin")                                                                                                      \
    X(Plus, "plus")                                                                                                    \
    X(Policies, "policies")                                                                                            \
    X(Proof, "proof")                                                                                                  \
    X(ProofBroken, "proof-broken")                                                                                     \
    X(Refresh, "refresh")                                                                                              \
    X(Releases, "releases")                                                                                            \
    X(Replace, "replace")                                                                                              \
    X(Retire, "retire")                                                                                                \
    X(Revoke, "revoke")                                                                                                \
    X(Ring, "ring")                                                                                                    \
    X(Rollouts, "rollouts")                                                                                            \
    X(Search, "search")                                                                                                \
    X(Sessions, "sessions")                                                                                            \
    X(Settings, "settings")                                                                                            \
    X(Shield, "shield")                                                                                                \
    X(ShieldCheck, "shield-check")                                                                                     \
    X(ShieldOff, "shield-off")                                                                                         \
    X(Sign, "sign")                                                                                                    \
    X(SignOut, "sign-out")                                                                                             \
    X(Suspend, "suspend")                                                                                              \
    X(Trust, "trust")                                                                                                  \
    X(Warning, "warning")                                                                                              \
    X(Wipe, "wipe")

/// A drawing of the set. Each means one thing everywhere.
enum class Glyph {
#define ENIGM_GLYPH_ENUMERATOR(name, file) name,
    ENIGM_GLYPHS(ENIGM_GLYPH_ENUMERATOR)
#undef ENIGM_GLYPH_ENUMERATOR
};

/// All of them, in order of declaration.
[[nodiscard]] std::span<const Glyph> allGlyphs();
/// Where the drawing lies in the resources.
[[nodiscard]] QString glyphPath(Glyph glyph);
/// Whether it points along the reading direction, and is mirrored where people read from right to left.
[[nodiscard]] bool isDirectional(Glyph glyph);

} // namespace enigm::views::design
