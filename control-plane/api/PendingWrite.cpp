#include "control-plane/api/PendingWrite.h"

#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

http::Response answerOf(identity::KeptAnswer kept)
{
    if (kept.body.isEmpty())
        return http::Response::empty(kept.status);
    const QByteArray mediaType = kept.status >= 400 ? "application/problem+json"_ba : "application/json"_ba;
    return http::Response::text(std::move(kept.body), mediaType, kept.status);
}

PendingWrite::PendingWrite(identity::Caller caller, identity::WriteKey key,
                           const identity::IdempotencyService &idempotency, http::Respond respond)
    : m_caller(std::move(caller))
    , m_key(std::move(key))
    , m_idempotency(idempotency)
    , m_respond(std::move(respond))
{}

Expected<void> PendingWrite::keep(store::Transaction &transaction, const http::Response &answer) const
{
    return m_idempotency.keep(transaction, m_key, {.status = answer.status, .body = answer.body});
}

void PendingWrite::answer(http::Response response)
{
    m_respond(std::move(response));
}

void PendingWrite::refuse(const Problem &problem, const QByteArray &act)
{
    if (problem.type == ProblemType::AlreadyExists) {
        auto kept = m_idempotency.recall(m_key);
        if (kept && *kept)
            return m_respond(answerOf(std::move(**kept)));
    }
    m_respond(refusal(problem, act));
}

} // namespace enigm::controlplane::api
