#pragma once

#include "control-plane/http/Request.h"
#include "control-plane/http/Respond.h"
#include "control-plane/identity/Caller.h"
#include "control-plane/identity/IdempotencyService.h"

#include <memory>

namespace enigm::controlplane::api {

/// A write of a signed-in operator that is under way: who asks, under which key, and who waits for the answer. Shared
/// by the job that acts and the completion that answers.
class PendingWrite
{
public:
    PendingWrite(identity::Caller caller, identity::WriteKey key, const identity::IdempotencyService &idempotency,
                 http::Respond respond);

    [[nodiscard]] const identity::Caller &caller() const { return m_caller; }

    /// Keeps this answer in the transaction of the act, for whoever sends the request again.
    [[nodiscard]] Expected<void> keep(store::Transaction &transaction, const http::Response &answer) const;
    /// Answers, once.
    void answer(http::Response response);
    /// Answers with the problem; `act` as in refusal(). Where the same write came twice at once and the other was
    /// first, answers as the other was.
    void refuse(const Problem &problem, const QByteArray &act = {});

private:
    const identity::Caller m_caller;
    const identity::WriteKey m_key;
    const identity::IdempotencyService &m_idempotency;
    http::Respond m_respond;
};

/// The answer as it was kept.
[[nodiscard]] http::Response answerOf(identity::KeptAnswer kept);

} // namespace enigm::controlplane::api
