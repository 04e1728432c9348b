#include "control-plane/identity/TokenService.h"

#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "control-plane/identity/AccessEntry.h"
#include "control-plane/identity/AssertionCheck.h"
#include "control-plane/identity/PinAttempt.h"
#include "control-plane/identity/PinHash.h"
#include "control-plane/store/Reader.h"
#include "control-plane/store/Transaction.h"

#include <memory>

namespace enigm::controlplane::identity {

using namespace Qt::StringLiterals;
using enigm::identity::SignedAssertion;

namespace {

constexpr qsizetype tokenSize = 32;

QByteArray makeToken()
{
    return encoding::toBase64Url(signing::randomBytes(tokenSize));
}

TokenRefusal refusalOf(const Problem &problem)
{
    return {.problem = problem, .attemptsLeft = {}, .isLogged = false};
}

} // namespace

TokenService::TokenService(Parts parts)
    : m_parts(std::move(parts))
{}

void TokenService::issue(TokenQuestion question, Answer answer)
{
    auto assertion = acceptAssertion(question.assertion, *m_parts.directory(), m_parts.clock.now());
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
        return std::unexpected(lockedPin());
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
    const PinAttempt attempt(assertion.assertion.operatorId, *verifier, *question.pin);

    const qint64 now = m_parts.clock.now();
    const IssuedToken token{.value = makeToken(),
                            .session = *assertion.assertion.session,
                            .lifetime = enigm::identity::stepUpLifetime,
                            .steppedUp = now};
    const auto outcome = std::make_shared<PinOutcome>();
    auto job = [this, assertion, token, attempt, now, outcome](store::Transaction &transaction) -> Expected<void> {
        if (auto used = useAssertion(transaction, assertion); !used)
            return used;
        const auto counted = attempt.count(m_parts.sequencer, transaction, now);
        if (!counted)
            return std::unexpected(counted.error());
        *outcome = *counted;
        if (!counted->accepted)
            return {};
        return transaction.sessions.insertStepUp({.token = signing::sha256(token.value),
                                                  .session = token.session,
                                                  .bound = *assertion.assertion.act,
                                                  .created = now,
                                                  .expires = now + token.lifetime,
                                                  .used = {}});
    };
    auto completion = [token, outcome, answer = std::move(answer)](const Expected<void> &done) mutable {
        if (!done)
            return answer(std::unexpected(refusalOf(done.error())));
        if (outcome->accepted)
            return answer(token);
        TokenRefusal refused{.problem = problemOf(*outcome), .attemptsLeft = {}, .isLogged = true};
        if (!outcome->locked)
            refused.attemptsLeft = outcome->attemptsLeft;
        answer(std::unexpected(std::move(refused)));
    };
    m_parts.writer.submit(std::move(job), std::move(completion), store::Share::Reserved);
}

} // namespace enigm::controlplane::identity
