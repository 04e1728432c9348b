#include "control-plane/api/GatewayGuard.h"

#include "control-plane/api/Refusal.h"
#include "control-plane/http/Entity.h"

namespace enigm::controlplane::api {

GatewayGuard::GatewayGuard(network::EnforcementPoints &points, network::OutcomeBook &book)
    : m_points(points)
    , m_book(book)
{}

http::Handler GatewayGuard::answering(Answering handler) const
{
    return [this, handler = std::move(handler)](const http::Request &request, http::Respond respond) {
        const auto point = m_points.pointOf(request.peerCertificate);
        if (point)
            return handler(request, *point, std::move(respond));
        m_book.countRefusal(point.error().type);
        respond(refusal(point.error()));
    };
}

http::Handler GatewayGuard::asking(Asking handler) const
{
    return answering([handler = std::move(handler)](const http::Request &request,
                                                    const network::EnforcementPoint &point, http::Respond respond) {
        auto answer = handler(request, point);
        respond(answer ? http::conditional(request, std::move(*answer)) : refusal(answer.error()));
    });
}

} // namespace enigm::controlplane::api
