#pragma once

#include "contract/problems/Problem.h"
#include "contract/signing/Secret.h"
#include "control-plane/store/OperatorStore.h"

#include <QString>

namespace enigm::controlplane::audit {
class Sequencer;
}
namespace enigm::controlplane::store {
struct Transaction;
}

namespace enigm::controlplane::identity {

/// What counting an attempt came to. The transaction commits either way, so that the attempt counts.
struct PinOutcome
{
    bool accepted = false;
    bool locked = false; ///< by this attempt
    int attemptsLeft = 0;
};

/// A PIN that somebody typed, judged by the verifier as it was found. The scrypt is done here, before the transaction
/// that counts; there it is only asked whether the verifier is still the same.
class PinAttempt
{
public:
    /// Blocks for a scrypt: call on a worker.
    PinAttempt(QString operatorId, const store::PinVerifier &verifier, const signing::Secret &pin);

    /// In a job, after the proof of the operator key: counts, locks at the last attempt, and logs a wrong one
    /// (pin.refused, pin.locked). PinLocked where it was locked before; PreconditionFailed where another PIN has been
    /// set since.
    [[nodiscard]] Expected<PinOutcome> count(audit::Sequencer &sequencer, store::Transaction &transaction,
                                             qint64 now) const;

private:
    QString m_operatorId;
    store::PinVerifier m_verifier;
    bool m_matches;
};

/// The refusal of an attempt that was counted: WrongPin, or PinLocked where it was the last.
[[nodiscard]] Problem problemOf(const PinOutcome &outcome);
/// PinLocked, saying how it can be opened again.
[[nodiscard]] Problem lockedPin();
/// PreconditionFailed.
[[nodiscard]] Problem replacedPin();

} // namespace enigm::controlplane::identity
