#pragma once

#include "control-plane/api/RefusalLog.h"
#include "control-plane/api/Routes.h"
#include "control-plane/http/WorkerPool.h"
#include "control-plane/identity/DpopGuard.h"
#include "control-plane/identity/TokenService.h"

namespace enigm::controlplane::api {

/// The token endpoint (RFC 7523, 9449, 9470) and its metadata (RFC 8414). What its routes borrow is all of it.
class TokenRoutes
{
public:
    TokenRoutes(identity::TokenService &tokens, identity::DpopGuard &dpop, RefusalLog &refusals,
                http::WorkerPool &workers);

    [[nodiscard]] Routes routes();

private:
    void answerToken(http::Request request, http::Respond respond);
    [[nodiscard]] Expected<identity::TokenQuestion> questionOf(http::Request &request);
    [[nodiscard]] http::Response refuseToken(const identity::TokenRefusal &refusal);
    [[nodiscard]] http::Response metadata() const;

    identity::TokenService &m_tokens;
    identity::DpopGuard &m_dpop;
    RefusalLog &m_refusals;
    http::WorkerPool &m_workers;
};

} // namespace enigm::controlplane::api
