#pragma once

#include "control-plane/api/Input.h"

namespace enigm::controlplane::api {

/// The body of a request as what a device has signed: reports::AttestedReport of one kind. No query.
template <typename Report>
[[nodiscard]] Expected<Report> reportIn(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto body = bodyOf(request);
    if (!body)
        return std::unexpected(body.error());
    return Report::fromJson(*body);
}

} // namespace enigm::controlplane::api
