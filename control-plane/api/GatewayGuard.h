#pragma once

#include "control-plane/http/Router.h"
#include "control-plane/network/EnforcementPoints.h"
#include "control-plane/network/OutcomeBook.h"

#include <functional>

namespace enigm::controlplane::api {

/// Stands before every route of the listener of enforcement points: finds out which one asks, by the key that its
/// connection has proven. What handlers it makes borrow it. Thread-safe.
class GatewayGuard
{
public:
    /// Borrows both.
    GatewayGuard(network::EnforcementPoints &points, network::OutcomeBook &book);

    using Asking =
        std::function<Expected<http::Response>(const http::Request &, const network::EnforcementPoint &point)>;
    using Answering =
        std::function<void(const http::Request &, const network::EnforcementPoint &point, http::Respond respond)>;

    /// Answers on the I/O thread; a GET with an ETag, or 304 where If-None-Match names it.
    [[nodiscard]] http::Handler asking(Asking handler) const;
    /// Answers when it likes.
    [[nodiscard]] http::Handler answering(Answering handler) const;

private:
    network::EnforcementPoints &m_points;
    network::OutcomeBook &m_book;
};

} // namespace enigm::controlplane::api
