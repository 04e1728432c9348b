#pragma once

#include "contract/problems/Problem.h"
#include "control-plane/http/Response.h"

#include <QByteArray>

namespace enigm::controlplane::api {

/// Problem details (RFC 9457); a 401 carries the challenge that belongs to it (RFC 9449 section 7.1, RFC 9470 section
/// 3). `act` is the digest that a step-up is required for, and a member of the answer where it is given.
[[nodiscard]] http::Response refusal(const Problem &problem, const QByteArray &act = {});

} // namespace enigm::controlplane::api
