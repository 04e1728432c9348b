#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "control-plane/identity/TokenService.h"

#include <optional>
#include <vector>

namespace enigm::controlplane::identity {

/// An operator's own sessions and PIN.
class SessionService
{
public:
    using Done = std::move_only_function<void(const Expected<void> &)>;

    explicit SessionService(TokenService::Parts parts);

    /// The caller's open sessions, newest first.
    [[nodiscard]] Expected<std::vector<store::SessionRow>> open(const Caller &caller) const;
    [[nodiscard]] Expected<bool> hasPin(const QString &operatorId) const;

    /// Ends one of the caller's own sessions; NotFound for any other.
    void end(const Caller &caller, const QString &session, Done done);
    /// Sets the first PIN, or another where `current` is the present one (a wrong one counts as an attempt). Blocks for
    /// scrypt: call on a worker. OutOfRange, WrongPin, PinLocked.
    void setPin(const Caller &caller, const std::optional<signing::Secret> &current, const signing::Secret &pin,
                Done done);

private:
    TokenService::Parts m_parts;
};

} // namespace enigm::controlplane::identity
