#include "control-plane/identity/SessionService.h"

#include "control-plane/identity/AccessEntry.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <memory>

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;

SessionService::SessionService(TokenService::Parts parts)
    : m_parts(std::move(parts))
{}

Expected<std::vector<store::SessionRow>> SessionService::open(const Caller &caller) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    return (*reader)->sessions.open(caller.operatorId, m_parts.clock.now());
}

Expected<bool> SessionService::hasPin(const QString &operatorId) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto verifier = (*reader)->operators.pin(operatorId);
    if (!verifier)
        return std::unexpected(verifier.error());
    return verifier->has_value();
}

void SessionService::end(const Caller &caller, const QString &session, Done done)
{
    const qint64 now = m_parts.clock.now();
    auto job = [this, operatorId = caller.operatorId, session, now](store::Transaction &transaction) -> Expected<void> {
        const auto row = transaction.sessions.find(session);
        if (!row)
            return std::unexpected(row.error());
        if (!*row || (*row)->operatorId != operatorId)
            return refuse(ProblemType::NotFound, u"You have no such session."_s);
        if (auto ended = transaction.sessions.end(session, now); !ended)
            return ended;
        const auto entry =
            accessEntry(now, u"session.ended"_s, log::Resource::AppSession, log::Outcome::Done, operatorId);
        const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
        return appended ? Expected<void>() : std::unexpected(appended.error());
    };
    m_parts.writer.submit(std::move(job), std::move(done));
}

void SessionService::setPin(const Caller &caller, const std::optional<signing::Secret> &current,
                            const signing::Secret &pin, Done done)
{
    if (const auto shape = checkPinShape(pin); !shape)
        return done(shape);
    std::optional<store::PinVerifier> present;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return done(std::unexpected(reader.error()));
        const auto found = (*reader)->operators.pin(caller.operatorId);
        if (!found)
            return done(std::unexpected(found.error()));
        present = *found;
    }
    const bool matches = present ? current && matchesPin(*present, *current) : !current;
    const store::PinVerifier fresh = hashPin(pin);
    const qint64 now = m_parts.clock.now();
    const auto refusal = std::make_shared<std::optional<Problem>>();
    auto job = [this, operatorId = caller.operatorId, present, matches, fresh, now,
                refusal](store::Transaction &transaction) -> Expected<void> {
        const auto stored = transaction.operators.pin(operatorId);
        if (!stored)
            return std::unexpected(stored.error());
        if (stored->has_value() != present.has_value() || (present && (*stored)->hash != present->hash))
            return refuse(ProblemType::PreconditionFailed, u"The PIN was changed at the same time; try again."_s);
        if (*stored && (*stored)->locked)
            return refuse(ProblemType::PinLocked, u"The PIN is locked after too many wrong attempts."_s);
        if (!matches && !*stored)
            return refuse(ProblemType::OutOfRange, u"There is no PIN yet; leave the present one out."_s, u"/current"_s);
        QString action = u"pin.set"_s;
        if (!matches) {
            const qint64 failed = (*stored)->failed + 1;
            const bool locked = failed >= pinAttempts;
            if (auto counted = transaction.operators.setPinAttempts(operatorId, failed, locked); !counted)
                return counted;
            *refusal =
                Problem{locked ? ProblemType::PinLocked : ProblemType::WrongPin, u"The present PIN was wrong."_s};
            action = locked ? u"pin.locked"_s : u"pin.refused"_s;
        } else if (auto set = transaction.operators.setPin(operatorId, fresh); !set) {
            return set;
        }
        const auto outcome = matches ? log::Outcome::Done : log::Outcome::Refused;
        const auto entry = accessEntry(now, action, log::Resource::Account, outcome, operatorId);
        const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
        return appended ? Expected<void>() : std::unexpected(appended.error());
    };
    m_parts.writer.submit(std::move(job), [refusal, done = std::move(done)](const Expected<void> &written) mutable {
        if (written && *refusal)
            done(std::unexpected(**refusal));
        else
            done(written);
    });
}

} // namespace enigm::controlplane::identity
