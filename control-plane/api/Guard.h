#pragma once

#include "control-plane/api/PendingWrite.h"
#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/WriteKeys.h"
#include "control-plane/http/Router.h"
#include "control-plane/identity/Authenticator.h"

#include <functional>
#include <memory>

namespace enigm::controlplane::api {

/// Stands before every route that operators use: finds out who asks, and lets a write be sent again. What handlers it
/// makes borrow it. Thread-safe.
class Guard
{
public:
    /// Borrows all.
    Guard(const identity::Authenticator &authenticator, const identity::IdempotencyService &idempotency,
          RefusalLog &refusals);

    using Reading = std::function<Expected<http::Response>(const http::Request &, const identity::Caller &)>;
    using Answering = std::function<void(const http::Request &, const identity::Caller &, http::Respond)>;
    using Writing = std::function<void(http::Request, std::shared_ptr<PendingWrite>)>;

    /// Answers on the I/O thread; 200 with an ETag, or 304 where If-None-Match names it.
    [[nodiscard]] http::Handler reading(Reading handler) const;
    /// Answers when it likes.
    [[nodiscard]] http::Handler answering(Answering handler) const;
    using Body = KeyedBody;
    // With an Idempotency-Key: IdempotencyKeyMissing, IdempotencyKeyReused.
    /// For acts of the session alone.
    [[nodiscard]] http::Handler writing(Writing handler, Body body = Body::Public) const;
    /// For signed acts: takes step-up tokens too, also spent ones, so that the answer of their act can be heard again.
    /// Whether the step-up is for this act is for the handler to find out.
    [[nodiscard]] http::Handler signedWriting(Writing handler) const;

private:
    [[nodiscard]] Expected<identity::Caller> authenticate(const http::Request &request) const;
    /// Under the session's own token: a step-up is good for the act that it was made for, and opens nothing else.
    /// StepUpMismatch.
    [[nodiscard]] Expected<identity::Caller> authenticatePlain(const http::Request &request) const;
    void write(http::Request request, Expected<identity::Caller> caller, Body body, const Writing &handler,
               http::Respond respond) const;

    const identity::Authenticator &m_authenticator;
    const identity::IdempotencyService &m_idempotency;
    RefusalLog &m_refusals;
};

} // namespace enigm::controlplane::api
