#include "control-plane/identity/PinAttempt.h"

#include "control-plane/audit/Sequencer.h"
#include "control-plane/identity/AccessEntry.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/store/Transaction.h"

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;

PinAttempt::PinAttempt(QString operatorId, const store::PinVerifier &verifier, const signing::Secret &pin)
    : m_operatorId(std::move(operatorId))
    , m_verifier(verifier)
    , m_matches(matchesPin(verifier, pin))
{}

Expected<PinOutcome> PinAttempt::count(audit::Sequencer &sequencer, store::Transaction &transaction, qint64 now) const
{
    const auto current = transaction.operators.pin(m_operatorId);
    if (!current)
        return std::unexpected(current.error());
    if (!*current || (*current)->hash != m_verifier.hash)
        return std::unexpected(replacedPin());
    if ((*current)->locked)
        return std::unexpected(lockedPin());
    const qint64 failed = m_matches ? 0 : (*current)->failed + 1;
    const bool locks = failed >= pinAttempts;
    if (const auto written = transaction.operators.setPinAttempts(m_operatorId, failed, locks); !written)
        return std::unexpected(written.error());
    if (!m_matches) {
        const auto entry = accessEntry(now, locks ? u"pin.locked"_s : u"pin.refused"_s, log::Resource::Account,
                                       log::Outcome::Refused, m_operatorId);
        if (const auto appended = sequencer.appendActivity(transaction, entry, {}); !appended)
            return std::unexpected(appended.error());
    }
    return PinOutcome{.accepted = m_matches, .locked = locks, .attemptsLeft = static_cast<int>(pinAttempts - failed)};
}

Problem problemOf(const PinOutcome &outcome)
{
    return outcome.locked ? lockedPin() : Problem{ProblemType::WrongPin, u"The PIN was wrong."_s};
}

Problem lockedPin()
{
    return {
        ProblemType::PinLocked,
        u"The PIN is locked after too many wrong attempts. Ask for another key of yours to be added (key.add): with "
        "that key you set a new PIN."_s};
}

Problem replacedPin()
{
    return {ProblemType::PreconditionFailed, u"The PIN was changed at the same time; try again."_s};
}

} // namespace enigm::controlplane::identity
