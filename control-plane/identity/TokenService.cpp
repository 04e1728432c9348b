#include "control-plane/identity/TokenService.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "control-plane/identity/AccessEntry.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <cmath>
#include <memory>

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;
using enigm::identity::SignedAssertion;

namespace {

constexpr qsizetype tokenSize = 32;

std::unexpected<Problem> invalid(const QString &detail, const QString &where = {})
{
    return refuse(ProblemType::InvalidAssertion, detail, where);
}

QByteArray makeToken()
{
    return encoding::toBase64Url(signing::randomBytes(tokenSize));
}

/// One use, however often the same assertion arrives.
Expected<void> useAssertion(store::Transaction &transaction, const SignedAssertion &assertion)
{
    const QByteArray name = (assertion.assertion.operatorId + u' ' + assertion.assertion.id).toUtf8();
    return transaction.assertions.use(signing::sha256(name), assertion.assertion.expires);
}

TokenRefusal refusalOf(const Problem &problem)
{
    return {.problem = problem, .attemptsLeft = {}};
}

/// What a PIN check in the transaction came to; the transaction commits either way, so that the attempt counts.
struct PinOutcome
{
    bool accepted = false;
    bool locked = false;
    int attemptsLeft = 0;
};

/// Counts an attempt. A locked PIN stays locked, whatever was typed.
Expected<PinOutcome> countAttempt(store::Transaction &transaction, const QString &operatorId, bool matches)
{
    const auto current = transaction.operators.pin(operatorId);
    if (!current)
        return std::unexpected(current.error());
    if (!*current || (*current)->locked)
        return PinOutcome{.accepted = false, .locked = true, .attemptsLeft = 0};
    const qint64 failed = matches ? 0 : (*current)->failed + 1;
    const bool locked = failed >= pinAttempts;
    if (const auto written = transaction.operators.setPinAttempts(operatorId, failed, locked); !written)
        return std::unexpected(written.error());
    return PinOutcome{.accepted = matches, .locked = locked, .attemptsLeft = static_cast<int>(pinAttempts - failed)};
}

} // namespace

TokenService::TokenService(Parts parts)
    : m_parts(std::move(parts))
{}

Expected<SignedAssertion> TokenService::accept(QByteArrayView compact) const
{
    auto parsed = SignedAssertion::parse(compact);
    if (!parsed)
        return parsed;
    const enigm::identity::Assertion &assertion = parsed->assertion;
    const auto directory = m_parts.directory();
    if (assertion.audience != enigm::identity::audienceOf(directory->deploymentId()))
        return invalid(u"The assertion was made for another deployment."_s, u"/aud"_s);
    const qint64 now = m_parts.clock.now();
    if (assertion.expires <= now || std::abs(now - assertion.issued) > enigm::identity::assertionLifetime)
        return invalid(u"The assertion has expired or lies in the future; check the clock of this machine."_s,
                       u"/exp"_s);
    const operators::Directory::Key *const key = directory->findKey(parsed->jws.kid());
    if (!key || key->operatorId != assertion.operatorId)
        return refuse(ProblemType::UnknownKey, u"This key is not one of this operator's keys."_s);
    if (!key->isValidAt(directory->size()))
        return refuse(ProblemType::KeyNotValid, u"This operator key was revoked."_s);
    if (const auto verified = parsed->jws.verify(key->key); !verified)
        return std::unexpected(verified.error());
    return parsed;
}

void TokenService::issue(TokenQuestion question, Answer answer)
{
    auto assertion = accept(question.assertion);
    if (!assertion)
        return answer(std::unexpected(refusalOf(assertion.error())));
    if (assertion->assertion.isStepUp())
        stepUp(std::move(*assertion), std::move(question), std::move(answer));
    else
        openSession(std::move(*assertion), std::move(question.dpopKey), std::move(answer));
}

void TokenService::openSession(SignedAssertion assertion, QString dpopKey, Answer answer)
{
    const qint64 now = m_parts.clock.now();
    const IssuedToken token{.value = makeToken(),
                            .session = encoding::makeUuid7(m_parts.clock.nowMilliseconds()),
                            .lifetime = enigm::identity::sessionLifetime,
                            .steppedUp = {}};
    auto job = [this, assertion, dpopKey, token, now](store::Transaction &transaction) -> Expected<void> {
        if (auto used = useAssertion(transaction, assertion); !used)
            return used;
        const QString &operatorId = assertion.assertion.operatorId;
        const store::SessionRow row{.id = token.session,
                                    .token = signing::sha256(token.value),
                                    .operatorId = operatorId,
                                    .key = assertion.jws.kid(),
                                    .dpop = dpopKey,
                                    .created = now,
                                    .expires = now + token.lifetime,
                                    .ended = {}};
        if (auto inserted = transaction.sessions.insert(row); !inserted)
            return inserted;
        const auto entry =
            accessEntry(now, u"session.started"_s, log::Resource::AppSession, log::Outcome::Done, operatorId);
        const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
        return appended ? Expected<void>() : std::unexpected(appended.error());
    };
    auto completion = [token, answer = std::move(answer)](const Expected<void> &done) mutable {
        if (done)
            answer(token);
        else
            answer(std::unexpected(refusalOf(done.error())));
    };
    // Whoever comes to suspend a device has to get in first.
    m_parts.writer.submit(std::move(job), std::move(completion), store::Share::Reserved);
}

Expected<store::PinVerifier> TokenService::verifierFor(const SignedAssertion &assertion, const QString &dpopKey) const
{
    const auto reader = m_parts.database.read();
    if (!reader)
        return std::unexpected(reader.error());
    const auto session = (*reader)->sessions.find(*assertion.assertion.session);
    if (!session)
        return std::unexpected(session.error());
    const bool isOpen = *session && !(*session)->ended && (*session)->expires > m_parts.clock.now();
    if (!isOpen || (*session)->operatorId != assertion.assertion.operatorId || (*session)->key != assertion.jws.kid() ||
        (*session)->dpop != dpopKey)
        return refuse(ProblemType::SessionEnded, u"A step-up belongs to an open session of the same key."_s);
    const auto verifier = (*reader)->operators.pin(assertion.assertion.operatorId);
    if (!verifier)
        return std::unexpected(verifier.error());
    if (!*verifier)
        return refuse(ProblemType::NotPermitted, u"Set a PIN first."_s);
    if ((*verifier)->locked)
        return refuse(ProblemType::PinLocked, u"The PIN is locked after too many wrong attempts."_s);
    return **verifier;
}

void TokenService::stepUp(SignedAssertion assertion, TokenQuestion question, Answer answer)
{
    if (!question.pin)
        return answer(
            std::unexpected(refusalOf({ProblemType::InvalidAssertion, u"A step-up needs a PIN."_s, u"/pin"_s})));
    if (const auto shape = checkPinShape(*question.pin); !shape)
        return answer(std::unexpected(refusalOf(shape.error())));
    const auto verifier = verifierFor(assertion, question.dpopKey);
    if (!verifier)
        return answer(std::unexpected(refusalOf(verifier.error())));
    const bool matches = matchesPin(*verifier, *question.pin);

    const qint64 now = m_parts.clock.now();
    const IssuedToken token{.value = makeToken(),
                            .session = *assertion.assertion.session,
                            .lifetime = enigm::identity::stepUpLifetime,
                            .steppedUp = now};
    const auto outcome = std::make_shared<PinOutcome>();
    auto job = [this, assertion, token, matches, now, outcome](store::Transaction &transaction) -> Expected<void> {
        if (auto used = useAssertion(transaction, assertion); !used)
            return used;
        const QString &operatorId = assertion.assertion.operatorId;
        const auto counted = countAttempt(transaction, operatorId, matches);
        if (!counted)
            return std::unexpected(counted.error());
        *outcome = *counted;
        if (counted->accepted) {
            return transaction.sessions.insertStepUp({.token = signing::sha256(token.value),
                                                      .session = token.session,
                                                      .bound = *assertion.assertion.act,
                                                      .created = now,
                                                      .expires = now + token.lifetime,
                                                      .used = {}});
        }
        const QString action = counted->locked ? u"pin.locked"_s : u"pin.refused"_s;
        const auto entry = accessEntry(now, action, log::Resource::Account, log::Outcome::Refused, operatorId);
        const auto appended = m_parts.sequencer.appendActivity(transaction, entry, {});
        return appended ? Expected<void>() : std::unexpected(appended.error());
    };
    auto completion = [token, outcome, answer = std::move(answer)](const Expected<void> &done) mutable {
        if (!done)
            answer(std::unexpected(refusalOf(done.error())));
        else if (outcome->accepted)
            answer(token);
        else if (outcome->locked)
            answer(std::unexpected(
                refusalOf({ProblemType::PinLocked, u"The PIN is locked after too many wrong attempts."_s})));
        else
            answer(std::unexpected(TokenRefusal{.problem = {ProblemType::WrongPin, u"The PIN was wrong."_s},
                                                .attemptsLeft = outcome->attemptsLeft}));
    };
    m_parts.writer.submit(std::move(job), std::move(completion), store::Share::Reserved);
}

} // namespace enigm::controlplane::identity
