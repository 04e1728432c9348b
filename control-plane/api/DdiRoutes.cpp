#include "control-plane/api/DdiRoutes.h"

#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"

#include <QRegularExpression>

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;
using enigm::fleet::DeviceHandle;
using ota::DdiFeedback;
using ota::DdiService;

namespace {

/// Some dozens of lines of a client's log.
constexpr qsizetype mostFeedback = 256 * 1024;
constexpr qsizetype mostConfig = 64 * 1024;

DdiService::Caller callerOf(const http::Request &request)
{
    return {.certificate = request.peerCertificate,
            .tenant = request.parameter(u"tenant"),
            .controller = request.parameter(u"controller")};
}

/// A number in its one spelling names an action; anything else names nothing.
Expected<qint64> actionOf(const http::Request &request)
{
    const QString &text = request.parameter(u"action");
    const qint64 action = text.toLongLong();
    if (action < 0 || QString::number(action) != text)
        return refuse(ProblemType::NotFound, u"This device has no such action."_s);
    return action;
}

/// Where the client has found us: through whatever stands between, its own Host is what it can reach.
Expected<QString> baseOf(const http::Request &request)
{
    static const QRegularExpression authority(
        u"\\A(?:[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::[0-9]{1,5})?\\z"_s);
    const QString host = QString::fromLatin1(request.headers.value("Host").value_or(QByteArray()));
    if (!authority.match(host).hasMatch())
        return refuse(ProblemType::MalformedRequest, u"No links can be made for this Host."_s);
    return u"https://"_s + host;
}

} // namespace

DdiRoutes::DdiRoutes(DdiService &service, http::WorkerPool &workers, QByteArray deployment, int sleepSeconds)
    : m_service(service)
    , m_workers(workers)
    , m_tenant(ota::ddiTenant(deployment))
    , m_sleepSeconds(sleepSeconds)
{}

Routes DdiRoutes::routes()
{
    const auto answering = [this](auto answer) {
        return http::onWorkers(m_workers, [this, answer](const http::Request &request, http::Respond respond) {
            auto response = (this->*answer)(request);
            respond(response ? std::move(*response) : refusal(response.error()));
        });
    };
    const auto taking = [this](Take take) {
        return http::onWorkers(m_workers, [this, take](const http::Request &request, http::Respond respond) {
            feedback(request, std::move(respond), take);
        });
    };
    const QString own = u"/{tenant}/controller/v1/{controller}"_s;
    const QByteArrayList json{"application/json"_ba, "application/hal+json"_ba};
    return {
        {.method = "GET"_ba, .path = own, .handler = answering(&DdiRoutes::poll)},
        {.method = "GET"_ba, .path = own + u"/deploymentBase/{action}"_s, .handler = answering(&DdiRoutes::deployment)},
        {.method = "POST"_ba,
         .path = own + u"/deploymentBase/{action}/feedback"_s,
         .handler = taking(&DdiService::feedback),
         .mediaTypes = json,
         .bodyLimit = mostFeedback},
        {.method = "GET"_ba, .path = own + u"/cancelAction/{action}"_s, .handler = answering(&DdiRoutes::cancellation)},
        {.method = "POST"_ba,
         .path = own + u"/cancelAction/{action}/feedback"_s,
         .handler = taking(&DdiService::cancelFeedback),
         .mediaTypes = json,
         .bodyLimit = mostFeedback},
        {.method = "PUT"_ba,
         .path = own + u"/configData"_s,
         .handler = answering(&DdiRoutes::takeConfig),
         .mediaTypes = json,
         .bodyLimit = mostConfig},
    };
}

Expected<ota::DdiDocuments> DdiRoutes::documentsFor(const http::Request &request) const
{
    const auto base = baseOf(request);
    if (!base)
        return std::unexpected(base.error());
    const auto device = DeviceHandle::parse(request.parameter(u"controller"));
    if (!device)
        return std::unexpected(device.error());
    return ota::DdiDocuments(*base, m_tenant, *device);
}

Expected<http::Response> DdiRoutes::poll(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto offer = m_service.poll(callerOf(request));
    if (!offer)
        return std::unexpected(offer.error());
    const auto documents = documentsFor(request);
    if (!documents)
        return std::unexpected(documents.error());
    return http::Response::json(documents->poll(*offer, m_sleepSeconds));
}

/// Clients may ask for the history of the action, which is not theirs to know, and hand back a number of hawkBit's.
Expected<http::Response> DdiRoutes::deployment(const http::Request &request)
{
    if (const auto known = request.target.query.only({u"actionHistory", u"c"}); !known)
        return std::unexpected(known.error());
    const auto action = actionOf(request);
    if (!action)
        return std::unexpected(action.error());
    const auto offer = m_service.deployment(callerOf(request), *action);
    if (!offer)
        return std::unexpected(offer.error());
    const auto documents = documentsFor(request);
    if (!documents)
        return std::unexpected(documents.error());
    return http::Response::json(documents->deployment(*offer));
}

Expected<http::Response> DdiRoutes::cancellation(const http::Request &request)
{
    if (const auto known = request.target.query.only({}); !known)
        return std::unexpected(known.error());
    const auto action = actionOf(request);
    if (!action)
        return std::unexpected(action.error());
    const auto offer = m_service.cancellation(callerOf(request), *action);
    if (!offer)
        return std::unexpected(offer.error());
    return http::Response::json(ota::DdiDocuments::cancellation(*offer));
}

/// Clients send this unasked, and install nothing until it is answered. It may name its device in the clear, so it is
/// not looked into, and nothing is kept of it.
Expected<http::Response> DdiRoutes::takeConfig(const http::Request &request)
{
    const auto device = m_service.admit(callerOf(request));
    if (!device)
        return std::unexpected(device.error());
    return http::Response::empty(200);
}

void DdiRoutes::feedback(const http::Request &request, http::Respond respond, Take take)
{
    const auto action = actionOf(request);
    if (!action)
        return respond(refusal(action.error()));
    const auto said = DdiFeedback::parse(request.body);
    if (!said)
        return respond(refusal(said.error()));
    (m_service.*take)(callerOf(request), *action, *said,
                      [respond = std::move(respond)](const Expected<void> &taken) mutable {
                          respond(taken ? http::Response::empty(200) : refusal(taken.error()));
                      });
}

} // namespace enigm::controlplane::api
