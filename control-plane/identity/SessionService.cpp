#include "control-plane/identity/SessionService.h"

#include "control-plane/identity/AccessEntry.h"
#include "control-plane/identity/AssertionCheck.h"
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

Expected<enigm::identity::SignedAssertion> SessionService::accept(const Caller &caller, QByteArrayView assertion) const
{
    auto accepted = acceptAssertion(assertion, *m_parts.directory(), m_parts.clock.now());
    if (!accepted)
        return accepted;
    const enigm::identity::Assertion &claims = accepted->assertion;
    if (claims.operatorId != caller.operatorId || accepted->jws.kid() != caller.session.key ||
        claims.session != caller.session.id || claims.act != enigm::identity::pinAct())
        return refuse(ProblemType::InvalidAssertion, u"The assertion was not made for setting a PIN in this session."_s,
                      u"/assertion"_s);
    return accepted;
}

Expected<SessionService::PinChange> SessionService::prepare(const Caller &caller, const PinRequest &request) const
{
    if (const auto shape = checkPinShape(request.pin); !shape)
        return std::unexpected(shape.error());
    auto assertion = accept(caller, request.assertion);
    if (!assertion)
        return std::unexpected(assertion.error());
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto present = (*reader)->operators.pin(caller.operatorId);
    if (!present)
        return std::unexpected(present.error());
    if (!*present && request.current)
        return refuse(ProblemType::OutOfRange, u"There is no PIN yet; leave the present one out."_s, u"/current"_s);
    if (*present && !request.current)
        return refuse(ProblemType::MissingMember, u"There is a PIN; name the present one."_s, u"/current"_s);
    if (*present && (*present)->locked)
        return std::unexpected(lockedPin());
    PinChange change{.assertion = std::move(*assertion), .attempt = {}, .fresh = {}};
    if (*present)
        change.attempt.emplace(caller.operatorId, **present, *request.current);
    change.fresh = hashPin(request.pin);
    return change;
}

/// There is still none, and no other key of the operator was named to set it.
Expected<void> SessionService::checkFirst(store::Transaction &transaction, const PinChange &change) const
{
    const QString &operatorId = change.assertion.assertion.operatorId;
    const auto stored = transaction.operators.pin(operatorId);
    if (!stored)
        return std::unexpected(stored.error());
    if (*stored)
        return std::unexpected(replacedPin());
    const auto resetFor = transaction.operators.pinResetFor(operatorId);
    if (!resetFor)
        return std::unexpected(resetFor.error());
    if (*resetFor && **resetFor != change.assertion.jws.kid())
        return refuse(ProblemType::NotPermitted,
                      u"The PIN was reset with another key of yours; sign in with that one to set it."_s);
    return {};
}

Expected<SessionService::Outcome> SessionService::changePin(store::Transaction &transaction,
                                                            const PinChange &change) const
{
    if (const auto used = useAssertion(transaction, change.assertion); !used)
        return std::unexpected(used.error());
    if (change.attempt) {
        const auto counted = change.attempt->count(m_parts.sequencer, transaction, m_parts.clock.now());
        if (!counted)
            return std::unexpected(counted.error());
        if (!counted->accepted)
            return problemOf(*counted);
    } else if (const auto isFirst = checkFirst(transaction, change); !isFirst) {
        return std::unexpected(isFirst.error());
    }
    const QString &operatorId = change.assertion.assertion.operatorId;
    if (const auto set = transaction.operators.setPin(operatorId, change.fresh); !set)
        return std::unexpected(set.error());
    const auto logged = record(transaction, u"pin.set"_s, log::Resource::Account, log::Outcome::Done, operatorId);
    return logged ? Expected<Outcome>(std::nullopt) : std::unexpected(logged.error());
}

void SessionService::setPin(const Caller &caller, const PinRequest &request, Keep keep, PinDone done)
{
    auto change = prepare(caller, request);
    if (!change)
        return done(std::unexpected(PinRefusal{.problem = change.error(), .isLogged = false}));
    const auto outcome = std::make_shared<Outcome>();
    auto job = [this, change = std::move(*change), outcome,
                keep = std::move(keep)](store::Transaction &transaction) mutable -> Expected<void> {
        const auto changed = changePin(transaction, change);
        if (!changed)
            return std::unexpected(changed.error());
        *outcome = *changed;
        return keep(transaction, *changed ? Expected<void>(std::unexpected(**changed)) : Expected<void>());
    };
    m_parts.writer.submit(std::move(job), [outcome, done = std::move(done)](const Expected<void> &written) mutable {
        if (!written)
            done(std::unexpected(PinRefusal{.problem = written.error(), .isLogged = false}));
        else if (*outcome)
            done(std::unexpected(PinRefusal{.problem = **outcome, .isLogged = true}));
        else
            done({});
    });
}

} // namespace enigm::controlplane::identity
