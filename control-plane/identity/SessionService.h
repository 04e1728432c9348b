#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "control-plane/identity/PinAttempt.h"
#include "control-plane/identity/TokenService.h"

#include <QByteArray>

#include <expected>
#include <optional>
#include <vector>

namespace enigm::controlplane::identity {

/// A PIN that an operator wants to set.
struct PinRequest
{
    QByteArray assertion; ///< compact JWS with the act pinAct: the operator key at hand, now
    std::optional<signing::Secret> current;
    signing::Secret pin;
};

struct PinRefusal
{
    Problem problem;
    bool isLogged = false; ///< has an entry of its own
};

/// An operator's own sessions and PIN.
class SessionService
{
public:
    using Done = std::move_only_function<void(const Expected<void> &)>;
    using PinDone = std::move_only_function<void(const std::expected<void, PinRefusal> &)>;
    /// Called in the act's transaction with how the act ends, where it commits: keeps the answer for a repetition. May
    /// be called again after it was undone (store::Share::Reserved).
    using Keep = std::move_only_function<Expected<void>(store::Transaction &, const Expected<void> &outcome)>;

    explicit SessionService(TokenService::Parts parts);

    /// The caller's open sessions, newest first.
    [[nodiscard]] Expected<std::vector<store::SessionRow>> open(const Caller &caller) const;
    [[nodiscard]] Expected<bool> hasPin(const QString &operatorId) const;

    /// Ends one of the caller's own sessions; NotFound for any other.
    void end(const Caller &caller, const QString &session, Keep keep, Done done);
    /// Sets the first PIN, or another where `current` is the present one. A session alone does neither, nor tries PINs:
    /// a wrong one counts only after a fresh proof of the operator key. The first one after a reset is set by the key
    /// that was added then. Blocks for scrypt: call on a worker. OutOfRange, the refusals of acceptAssertion and
    /// useAssertion, NotPermitted, WrongPin, PinLocked, PreconditionFailed.
    void setPin(const Caller &caller, const PinRequest &request, Keep keep, PinDone done);

private:
    using Outcome = std::optional<Problem>; ///< the refusal that commits, since a wrong attempt counts
    /// What a job needs to set a PIN, or to count a wrong present one.
    struct PinChange
    {
        enigm::identity::SignedAssertion assertion;
        std::optional<PinAttempt> attempt; ///< at the present PIN, where there was one
        store::PinVerifier fresh;
    };
    [[nodiscard]] Expected<enigm::identity::SignedAssertion> accept(const Caller &caller,
                                                                    QByteArrayView assertion) const;
    [[nodiscard]] Expected<PinChange> prepare(const Caller &caller, const PinRequest &request) const;
    [[nodiscard]] Expected<Outcome> changePin(store::Transaction &transaction, const PinChange &change) const;
    [[nodiscard]] Expected<void> checkFirst(store::Transaction &transaction, const PinChange &change) const;
    [[nodiscard]] Expected<void> record(store::Transaction &transaction, const QString &action, log::Resource resource,
                                        log::Outcome outcome, const QString &operatorId) const;

    TokenService::Parts m_parts;
};

} // namespace enigm::controlplane::identity
