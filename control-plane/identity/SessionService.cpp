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

Expected<void> SessionService::record(store::Transaction &transaction, const QString &action, log::Resource resource,
                                      log::Outcome outcome, const QString &operatorId) const
{
    const auto entry = accessEntry(m_parts.clock.now(), action, resource, outcome, operatorId);
    const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
    return appended ? Expected<void>() : std::unexpected(appended.error());
}

void SessionService::end(const Caller &caller, const QString &session, Keep keep, Done done)
{
    auto job = [this, operatorId = caller.operatorId, session,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto row = transaction.sessions.find(session);
        if (!row)
            return std::unexpected(row.error());
        if (!*row || (*row)->operatorId != operatorId)
            return refuse(ProblemType::NotFound, u"You have no such session."_s);
        if (auto ended = transaction.sessions.end(session, m_parts.clock.now()); !ended)
            return ended;
        if (auto logged =
                record(transaction, u"session.ended"_s, log::Resource::AppSession, log::Outcome::Done, operatorId);
            !logged)
            return logged;
        return keep(transaction, {});
    };
    m_parts.writer.submit(std::move(job), std::move(done), store::Share::Reserved);
}

Expected<std::optional<Problem>> SessionService::changePin(store::Transaction &transaction,
                                                           const PinChange &change) const
{
    const auto stored = transaction.operators.pin(change.operatorId);
    if (!stored)
        return std::unexpected(stored.error());
    if (stored->has_value() != change.present.has_value() ||
        (change.present && (*stored)->hash != change.present->hash))
        return refuse(ProblemType::PreconditionFailed, u"The PIN was changed at the same time; try again."_s);
    if (*stored && (*stored)->locked)
        return refuse(ProblemType::PinLocked, u"The PIN is locked after too many wrong attempts."_s);
    if (!*stored && !change.matches)
        return refuse(ProblemType::OutOfRange, u"There is no PIN yet; leave the present one out."_s, u"/current"_s);
    using enum log::Outcome;
    if (change.matches) {
        if (const auto set = transaction.operators.setPin(change.operatorId, change.fresh); !set)
            return std::unexpected(set.error());
        const auto logged = record(transaction, u"pin.set"_s, log::Resource::Account, Done, change.operatorId);
        return logged ? Expected<std::optional<Problem>>() : std::unexpected(logged.error());
    }
    const qint64 failed = (*stored)->failed + 1;
    const bool locks = failed >= pinAttempts;
    if (const auto counted = transaction.operators.setPinAttempts(change.operatorId, failed, locks); !counted)
        return std::unexpected(counted.error());
    const QString action = locks ? u"pin.locked"_s : u"pin.refused"_s;
    if (const auto logged = record(transaction, action, log::Resource::Account, Refused, change.operatorId); !logged)
        return std::unexpected(logged.error());
    return Problem{locks ? ProblemType::PinLocked : ProblemType::WrongPin, u"The present PIN was wrong."_s};
}

void SessionService::setPin(const Caller &caller, const std::optional<signing::Secret> &current,
                            const signing::Secret &pin, Keep keep, Done done)
{
    if (const auto shape = checkPinShape(pin); !shape)
        return done(shape);
    std::optional<store::PinVerifier> present;
    {
        const auto reader = m_parts.database.read();
        if (!reader)
            return done(std::unexpected(reader.error()));
        auto found = (*reader)->operators.pin(caller.operatorId);
        if (!found)
            return done(std::unexpected(found.error()));
        present = std::move(*found);
    }
    const bool matches = present ? current && matchesPin(*present, *current) : !current;
    const auto refusal = std::make_shared<Expected<void>>();
    auto job = [this,
                change = PinChange{.operatorId = caller.operatorId,
                                   .present = std::move(present),
                                   .matches = matches,
                                   .fresh = hashPin(pin)},
                refusal, keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto changed = changePin(transaction, change);
        if (!changed)
            return std::unexpected(changed.error());
        *refusal = *changed ? Expected<void>(std::unexpected(**changed)) : Expected<void>();
        return keep(transaction, *refusal);
    };
    m_parts.writer.submit(std::move(job), [refusal, done = std::move(done)](const Expected<void> &written) mutable {
        done(written ? *refusal : written);
    });
}

} // namespace enigm::controlplane::identity
