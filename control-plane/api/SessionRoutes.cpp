#include "control-plane/api/SessionRoutes.h"

#include "contract/json/ObjectReader.h"
#include "control-plane/api/Input.h"
#include "control-plane/api/Refusal.h"

namespace enigm::controlplane::api {

using namespace Qt::StringLiterals;

namespace {

json::Value sessionJson(const store::SessionRow &session, operators::Roles roles, bool isPinSet)
{
    json::Array words;
    for (const QString &word : roles.words())
        words.emplace_back(word);
    return json::Object{{"created"_L1, session.created}, {"expires"_L1, session.expires},
                        {"key"_L1, session.key},         {"operator"_L1, session.operatorId},
                        {"pin_set"_L1, isPinSet},        {"roles"_L1, std::move(words)},
                        {"session"_L1, session.id}};
}

Expected<identity::PinRequest> readPins(const json::Value &value)
{
    json::ObjectReader reader(value);
    const QString assertion = reader.text("assertion"_L1);
    std::optional<QString> current = reader.textOrNull("current"_L1);
    QString pin = reader.text("pin"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    identity::PinRequest request{.assertion = assertion.toLatin1(), .current = {}, .pin = signing::Secret::taking(pin)};
    if (current)
        request.current = signing::Secret::taking(*current);
    return request;
}

/// Whether a refusal says that somebody may be trying keys or PINs.
bool isTrying(ProblemType problem)
{
    using enum ProblemType;
    return problem == InvalidAssertion || problem == AssertionReplayed || problem == UnknownKey ||
           problem == KeyNotValid || problem == BadSignature || problem == PinLocked || problem == NotPermitted;
}

Expected<void> checkNoQuery(const http::Request &request)
{
    return request.target.query.only({});
}

} // namespace

SessionRoutes::SessionRoutes(const Guard &guard, identity::SessionService &sessions, RefusalLog &refusals,
                             http::WorkerPool &workers)
    : m_guard(guard)
    , m_sessions(sessions)
    , m_refusals(refusals)
    , m_workers(workers)
{}

Routes SessionRoutes::routes()
{
    using WritePointer = std::shared_ptr<PendingWrite>;
    auto present = m_guard.reading([this](const http::Request &request, const identity::Caller &caller) {
        const auto plain = checkNoQuery(request);
        return plain ? this->present(caller) : std::unexpected(plain.error());
    });
    auto open = m_guard.reading([this](const http::Request &request, const identity::Caller &caller) {
        const auto plain = checkNoQuery(request);
        return plain ? this->open(caller) : std::unexpected(plain.error());
    });
    auto signOut = m_guard.writing(
        [this](const http::Request &, const WritePointer &write) { end(write, write->caller().session.id); });
    auto revoke = m_guard.writing(
        [this](const http::Request &request, const WritePointer &write) { end(write, request.parameter(u"session")); });
    // scrypt, so on a worker.
    auto pin = http::onWorkers(
        m_workers,
        m_guard.writing([this](http::Request request, const WritePointer &write) { setPin(std::move(request), write); },
                        Guard::Body::Secret));
    return {{.method = "GET"_ba, .path = u"/v1/session"_s, .handler = std::move(present)},
            {.method = "DELETE"_ba, .path = u"/v1/session"_s, .handler = std::move(signOut)},
            {.method = "GET"_ba, .path = u"/v1/sessions"_s, .handler = std::move(open)},
            {.method = "DELETE"_ba, .path = u"/v1/sessions/{session}"_s, .handler = std::move(revoke)},
            {.method = "PUT"_ba,
             .path = u"/v1/pin"_s,
             .handler = std::move(pin),
             .mediaTypes = {"application/json"_ba},
             .bodyLimit = 4096}};
}

Expected<http::Response> SessionRoutes::present(const identity::Caller &caller) const
{
    const auto isPinSet = m_sessions.hasPin(caller.operatorId);
    if (!isPinSet)
        return std::unexpected(isPinSet.error());
    return http::Response::json(sessionJson(caller.session, caller.roles, *isPinSet));
}

Expected<http::Response> SessionRoutes::open(const identity::Caller &caller) const
{
    const auto isPinSet = m_sessions.hasPin(caller.operatorId);
    if (!isPinSet)
        return std::unexpected(isPinSet.error());
    const auto sessions = m_sessions.open(caller);
    if (!sessions)
        return std::unexpected(sessions.error());
    json::Array items;
    for (const store::SessionRow &session : *sessions)
        items.push_back(sessionJson(session, caller.roles, *isPinSet));
    return http::Response::json(json::Object{{"items"_L1, std::move(items)}});
}

void SessionRoutes::end(const std::shared_ptr<PendingWrite> &write, const QString &session)
{
    m_sessions.end(
        write->caller(), session,
        [write](store::Transaction &transaction, const Expected<void> &) {
            return write->keep(transaction, http::Response::empty());
        },
        [write](const Expected<void> &done) {
            if (done)
                write->answer(http::Response::empty());
            else
                write->refuse(done.error());
        });
}

void SessionRoutes::setPin(http::Request request, const std::shared_ptr<PendingWrite> &write)
{
    const auto pins = andThen(bodyOf(request), readPins);
    request.body.fill('\0');
    if (!pins)
        return write->refuse(pins.error());
    m_sessions.setPin(
        write->caller(), *pins,
        [write](store::Transaction &transaction, const Expected<void> &outcome) {
            return write->keep(transaction, outcome ? http::Response::empty() : refusal(outcome.error()));
        },
        [this, write](const std::expected<void, identity::PinRefusal> &done) {
            if (done)
                return write->answer(http::Response::empty());
            const Problem &problem = done.error().problem;
            if (!done.error().isLogged && isTrying(problem.type))
                m_refusals.count(problem.type);
            write->refuse(problem);
        });
}

} // namespace enigm::controlplane::api
