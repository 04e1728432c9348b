#pragma once

#include "api-client/wire/Task.h"
#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"

#include <QString>

#include <optional>

namespace enigm::client {

/// What a person is asked to step up for.
struct StepUpQuestion
{
    QString act;                     ///< one line, translated by the caller: "Sign the revocation of 12 devices"
    QByteArray digest;               ///< of the value that is signed
    std::optional<int> attemptsLeft; ///< after a wrong PIN
};

/// Asks the person; implemented by the console (a sheet) and enigmctl (a terminal or a file descriptor). One prompt at
/// a time: the session queues.
class StepUpPrompt
{
public:
    virtual ~StepUpPrompt() = default;
    /// The six digits, or Cancelled.
    [[nodiscard]] virtual Task<Expected<signing::Secret>> askPin(StepUpQuestion question) = 0;
    /// The answer was accepted or refused for good: close.
    virtual void finished() = 0;
};

/// Unlocks the operator key for one signature.
class KeyUnlocker
{
public:
    virtual ~KeyUnlocker() = default;
    /// The passphrase of the operator's sealed key; `wrongBefore` after a refused one. Cancelled.
    [[nodiscard]] virtual Task<Expected<signing::Secret>> askPassphrase(QString keyName, bool wrongBefore) = 0;
};

} // namespace enigm::client
