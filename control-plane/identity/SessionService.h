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
    /// Called in the act's transaction with how the act ends, where it commits: keeps the answer for a repetition. May
    /// be called again after it was undone (store::Share::Reserved).
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const Expected<void> &outcome)>;

    explicit SessionService(TokenService::Parts parts);

    /// The caller's open sessions, newest first.
    [[nodiscard]] Expected<std::vector<store::SessionRow>> open(const Caller &caller) const;
    [[nodiscard]] Expected<bool> hasPin(const QString &operatorId) const;

    /// Ends one of the caller's own sessions; NotFound for any other.
    void end(const Caller &caller, const QString &session, Keep keep, Done done);
    /// Sets the first PIN, or another where `current` is the present one (a wrong one counts as an attempt). Blocks for
    /// scrypt: call on a worker. OutOfRange, WrongPin, PinLocked.
    void setPin(const Caller &caller, const std::optional<signing::Secret> &current, const signing::Secret &pin,
                Keep keep, Done done);

private:
    /// What a job needs to set a PIN, or to count a wrong present one.
    struct PinChange
    {
        QString operatorId;
        std::optional<store::PinVerifier> present; ///< as it was when `matches` was found
        bool matches = false;
        store::PinVerifier fresh;
    };
    /// The refusal that commits (a wrong attempt counts); problems of the transaction otherwise.
    [[nodiscard]] Expected<std::optional<Problem>> changePin(store::Transaction &transaction,
                                                             const PinChange &change) const;
    [[nodiscard]] Expected<void> record(store::Transaction &transaction, const QString &action, log::Resource resource,
                                        log::Outcome outcome, const QString &operatorId) const;

    TokenService::Parts m_parts;
};

} // namespace enigm::controlplane::identity
