#pragma once

#include "control-plane/api/Guard.h"
#include "control-plane/api/Routes.h"
#include "control-plane/feed/Feed.h"

namespace enigm::controlplane::api {

/// The change feed, for every operator: server-sent events that go on for as long as the session. What its routes
/// borrow is all of it.
class FeedRoutes
{
public:
    FeedRoutes(const Guard &guard, const identity::Authenticator &authenticator, feed::Feed &feed);

    [[nodiscard]] Routes routes();

private:
    void follow(const http::Request &request, const identity::Caller &caller, http::Respond respond) const;

    const Guard &m_guard;
    const identity::Authenticator &m_authenticator;
    feed::Feed &m_feed;
};

} // namespace enigm::controlplane::api
