#include "control-plane/api/Guard.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/http/Entity.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

QByteArrayView pathOf(const QByteArray &rawTarget)
{
    const qsizetype query = rawTarget.indexOf('?');
    return query < 0 ? QByteArrayView(rawTarget) : QByteArrayView(rawTarget).first(query);
}

} // namespace

Guard::Guard(const identity::Authenticator &authenticator, const identity::IdempotencyService &idempotency,
             RefusalLog &refusals)
    : m_authenticator(authenticator)
    , m_idempotency(idempotency)
    , m_refusals(refusals)
{}

Expected<identity::Caller> Guard::authenticate(const http::Request &request) const
{
    const QByteArray authorization = request.headers.value("Authorization").value_or(QByteArray());
    const QByteArray proof = request.headers.value("DPoP").value_or(QByteArray());
    auto caller = m_authenticator.authenticate(
        {.authorization = authorization, .proof = proof, .method = request.method, .path = pathOf(request.rawTarget)});
    if (!caller && problemStatus(caller.error().type) == 401)
        m_refusals.count(caller.error().type);
    return caller;
}

Expected<identity::Caller> Guard::authenticatePlain(const http::Request &request) const
{
    auto caller = authenticate(request);
    if (!caller || !caller->stepUp)
        return caller;
    m_refusals.count(ProblemType::StepUpMismatch);
    return refuse(ProblemType::StepUpMismatch, u"A step-up token is good for its act alone."_s);
}

http::Handler Guard::answering(Answering handler) const
{
    return [this, handler = std::move(handler)](const http::Request &request, http::Respond respond) {
        const auto caller = authenticatePlain(request);
        if (!caller)
            return respond(refusal(caller.error()));
        handler(request, *caller, std::move(respond));
    };
}

http::Handler Guard::reading(Reading handler) const
{
    return answering([handler = std::move(handler)](const http::Request &request, const identity::Caller &caller,
                                                    http::Respond respond) {
        auto answer = handler(request, caller);
        if (answer)
            respond(http::conditional(request, std::move(*answer)));
        else
            respond(refusal(answer.error()));
    });
}

http::Handler Guard::writing(Writing handler, Body body) const
{
    return [this, body, handler = std::move(handler)](http::Request request, http::Respond respond) {
        auto caller = authenticatePlain(request);
        write(std::move(request), std::move(caller), body, handler, std::move(respond));
    };
}

http::Handler Guard::signedWriting(Writing handler) const
{
    return [this, handler = std::move(handler)](http::Request request, http::Respond respond) {
        auto caller = authenticate(request);
        write(std::move(request), std::move(caller), Body::Public, handler, std::move(respond));
    };
}

void Guard::write(http::Request request, Expected<identity::Caller> caller, Body body, const Writing &handler,
                  http::Respond respond) const
{
    if (!caller)
        return respond(refusal(caller.error()));
    auto write = writeKeyOf(request, caller->operatorId, body);
    if (!write)
        return respond(refusal(write.error()));
    auto kept = m_idempotency.recall(*write);
    if (!kept)
        return respond(refusal(kept.error()));
    if (*kept)
        return respond(answerOf(std::move(**kept)));
    handler(std::move(request),
            std::make_shared<PendingWrite>(std::move(*caller), std::move(*write), m_idempotency, std::move(respond)));
}

} // namespace enigm::controlplane::api
