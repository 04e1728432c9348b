#pragma once

#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace enigm::client {

/// What a person is asked to sign, and what became of the answer before.
struct StepUpQuestion
{
    enum class Wrong { Nothing, KeySecret, Pin };

    QString act;                          ///< one line, translated by the caller: "Sign the revocation of 12 devices"
    QByteArray digest;                    ///< of the value that is signed
    QString token;                        ///< label of the token that holds the key; empty where a passphrase opens it
    Wrong wrong = Wrong::Nothing;         ///< in the answer before
    std::optional<int> attemptsLeft = {}; ///< at the PIN, after a wrong one
};

/// One gesture: what opens the key, and what the control plane asks for beside it.
struct StepUpAnswer
{
    signing::Secret keySecret; ///< the passphrase, or the PIN of the token
    signing::Secret pin;       ///< six digits
};

/// Asks the person; implemented by the console (a sheet) and enigmctl (a terminal or file descriptors). One prompt at a
/// time: the session queues.
class StepUpPrompt
{
public:
    virtual ~StepUpPrompt() = default;
    /// Cancelled where the person does not want to.
    [[nodiscard]] virtual Task<Expected<StepUpAnswer>> ask(StepUpQuestion question) = 0;
    /// Whether the person took the answer back while it was being checked.
    [[nodiscard]] virtual bool isWithdrawn() const = 0;
    /// The answer was accepted or refused for good: close.
    virtual void finished() = 0;
};

} // namespace enigm::client
