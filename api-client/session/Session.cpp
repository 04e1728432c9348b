#include "api-client/session/Session.h"

#include "api-client/session/TokenClient.h"
#include "api-client/wire/ServerProblem.h"
#include "contract/encoding/Base64Url.h"
#include "contract/encoding/Uuid.h"
#include "contract/json/JsonParser.h"
#include "contract/json/ObjectReader.h"

#include <qcoro/qcorosignal.h>

namespace enigm::client {

using namespace Qt::StringLiterals;

namespace {

/// Lets one coroutine at a time through; the others wait for the signal.
class Gate : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] bool isTaken() const { return m_taken; }
    void take() { m_taken = true; }
    void leave()
    {
        m_taken = false;
        Q_EMIT left();
    }

Q_SIGNALS:
    void left();

private:
    bool m_taken = false;
};

Expected<SessionInfo> readInfo(const json::Value &value)
{
    json::ObjectReader reader(value);
    SessionInfo info{.session = reader.uuid("session"_L1),
                     .operatorId = reader.uuid("operator"_L1),
                     .keyThumbprint = reader.text("key"_L1),
                     .roles = {},
                     .created = reader.integer("created"_L1),
                     .expires = reader.integer("expires"_L1),
                     .pinSet = reader.boolean("pin_set"_L1)};
    const std::vector<QString> roles = reader.texts("roles"_L1);
    if (const auto done = reader.finish(); !done)
        return std::unexpected(done.error());
    const auto parsed = operators::Roles::fromWords(roles, u"/roles"_s);
    if (!parsed)
        return std::unexpected(parsed.error());
    info.roles = *parsed;
    return info;
}

bool endsSession(ProblemType type)
{
    return type == ProblemType::SessionEnded || type == ProblemType::Unauthenticated;
}

/// What whoever still waits hears; nothing that outlives the session may be touched any more, clock and prompt
/// included.
std::unexpected<Problem> sessionIsGone()
{
    return refuse(ProblemType::Cancelled, u"The session was closed."_s);
}

/// The exchange may be repeated once: nothing was answered, or only because the network layer sent a proof twice.
bool deservesRepetition(const Expected<WireReply> &reply)
{
    if (!reply)
        return reply.error().type == ProblemType::Unreachable;
    return reply->status == 401 && ServerProblem::of(*reply).problem.type == ProblemType::DpopReplayed;
}

} // namespace

Expected<json::Value> ApiReply::json() const
{
    return json::parse(body);
}

class Session::Private : public std::enable_shared_from_this<Session::Private>
{
public:
    Private(Session *owner, deployment::DeploymentFile file, std::unique_ptr<Transport> wire, const time::Clock &time,
            StepUpPrompt &stepUpPrompt)
        : q(owner)
        , deployment(std::move(file))
        , transport(std::move(wire))
        , clock(time)
        , prompt(stepUpPrompt)
        , tokens(deployment, *transport, clock)
    {}

    Task<Expected<WireReply>> exchange(ApiRequest request, QByteArray tokenValue, QByteArray idempotencyKey);
    Task<Expected<WireReply>> exchangeWithRepetition(ApiRequest request, QByteArray tokenValue,
                                                     QByteArray idempotencyKey);
    Task<Expected<Token>> stepUp(StepUpQuestion question);
    Task<Expected<ApiReply>> send(ApiRequest request);
    void end(std::optional<Problem> problem);
    void note(const Expected<WireReply> &reply);

    Session *q; ///< null once the session is gone
    const deployment::DeploymentFile deployment;
    const std::unique_ptr<Transport> transport;
    const time::Clock &clock;
    StepUpPrompt &prompt;
    TokenClient tokens;
    std::optional<Token> token;
    std::optional<SessionInfo> info;
    std::shared_ptr<signing::Signer> signer;
    QString operatorId;
    Gate promptGate;
};

Task<Expected<WireReply>> Session::Private::exchange(ApiRequest request, QByteArray tokenValue,
                                                     QByteArray idempotencyKey)
{
    QUrl url = deployment.url;
    url.setPath(request.path, QUrl::StrictMode);
    if (!request.query.isEmpty())
        url.setQuery(request.query);
    WireRequest wire{.method = request.method, .url = url, .headers = {}, .body = {}};
    wire.headers.emplace_back("Accept", "application/json, application/problem+json");
    wire.headers.emplace_back("Authorization", "DPoP " + tokenValue);
    wire.headers.emplace_back("DPoP", tokens.proof(request.method, url, tokenValue));
    if (!request.etag.isEmpty())
        wire.headers.emplace_back("If-None-Match", request.etag);
    if (request.method != "GET")
        wire.headers.emplace_back("Idempotency-Key", idempotencyKey);
    if (request.body) {
        wire.headers.emplace_back("Content-Type", "application/json");
        wire.body = json::canonical(*request.body);
    }
    co_return co_await transport->send(std::move(wire));
}

Task<Expected<WireReply>> Session::Private::exchangeWithRepetition(ApiRequest request, QByteArray tokenValue,
                                                                   QByteArray idempotencyKey)
{
    const auto self = shared_from_this();
    auto reply = co_await exchange(request, tokenValue, idempotencyKey);
    if (q && deservesRepetition(reply))
        reply = co_await exchange(request, tokenValue, idempotencyKey); // a new proof, the same idempotency key
    note(reply);
    if (!q)
        co_return sessionIsGone();
    co_return reply;
}

void Session::Private::note(const Expected<WireReply> &reply)
{
    if (q)
        Q_EMIT q->reachabilityChanged(reply.has_value());
}

Task<Expected<Token>> Session::Private::stepUp(StepUpQuestion question)
{
    const auto self = shared_from_this();
    while (promptGate.isTaken())
        co_await qCoro(&promptGate, &Gate::left);
    if (!q)
        co_return sessionIsGone();
    promptGate.take();
    Expected<Token> result = refuse(ProblemType::Cancelled);
    for (bool again = true; again;) {
        again = false;
        const auto pin = co_await prompt.askPin(question);
        if (!q)
            break;
        if (!pin || !token || !signer) {
            result = pin ? refuse(ProblemType::SessionEnded) : std::unexpected(pin.error());
            break;
        }
        const StepUp stepUp{.act = question.digest, .session = token->session, .pin = pin->view()};
        const auto stepped = co_await tokens.request(operatorId, signer, &stepUp);
        if (!q)
            break;
        if (stepped) {
            result = *stepped;
        } else {
            result = std::unexpected(stepped.error().problem);
            again = stepped.error().problem.type == ProblemType::WrongPin;
            question.attemptsLeft = stepped.error().attemptsLeft;
        }
    }
    if (q)
        prompt.finished();
    promptGate.leave();
    co_return result;
}

Task<Expected<ApiReply>> Session::Private::send(ApiRequest request)
{
    const auto self = shared_from_this();
    if (!token)
        co_return refuse(ProblemType::SessionEnded, u"Sign in first."_s);
    const QByteArray idempotencyKey = encoding::makeUuid7(clock.nowMilliseconds()).toLatin1();
    auto reply = co_await exchangeWithRepetition(request, token->value, idempotencyKey);
    if (!reply)
        co_return std::unexpected(reply.error());

    if (reply->status == 401 && request.stepUp) {
        const ServerProblem refusal = ServerProblem::of(*reply);
        if (refusal.problem.type == ProblemType::StepUpRequired) {
            // The server names what it wants a step-up for; it must be what the caller is about to have signed.
            if (refusal.act != request.stepUp->digest)
                co_return refuse(ProblemType::StepUpMismatch, u"The server asked for a step-up for another act."_s);
            const auto stepUpToken = co_await stepUp(*request.stepUp);
            if (!stepUpToken)
                co_return std::unexpected(stepUpToken.error());
            reply = co_await exchangeWithRepetition(request, stepUpToken->value, idempotencyKey);
            if (!reply)
                co_return std::unexpected(reply.error());
        }
    }
    if (reply->status >= 400) {
        const Problem problem = ServerProblem::of(*reply).problem;
        if (endsSession(problem.type))
            end(problem);
        co_return std::unexpected(problem);
    }
    co_return ApiReply{.status = reply->status, .etag = reply->header("ETag"), .body = reply->body};
}

void Session::Private::end(std::optional<Problem> problem)
{
    if (!token)
        return;
    token.reset();
    info.reset();
    signer.reset();
    if (q)
        Q_EMIT q->ended(std::move(problem));
}

Session::Session(deployment::DeploymentFile deployment, std::unique_ptr<Transport> transport, const time::Clock &clock,
                 StepUpPrompt &prompt, QObject *parent)
    : QObject(parent)
    , m_d(std::make_shared<Private>(this, std::move(deployment), std::move(transport), clock, prompt))
{}

Session::~Session()
{
    m_d->q = nullptr;
}

Task<Expected<SessionInfo>> Session::signIn(QString operatorId, std::shared_ptr<signing::Signer> signer)
{
    const auto d = m_d;
    auto token = co_await d->tokens.request(operatorId, signer, nullptr);
    if (!d->q)
        co_return sessionIsGone();
    if (!token)
        co_return std::unexpected(token.error().problem);
    d->token = std::move(*token);
    d->signer = std::move(signer);
    d->operatorId = operatorId;
    ApiRequest request{.path = u"/v1/session"_s};
    const auto reply = co_await d->send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    auto info = andThen(reply->json(), readInfo);
    if (!info)
        co_return std::unexpected(info.error());
    d->info = *info;
    if (d->q)
        Q_EMIT d->q->signedIn();
    co_return info;
}

Task<Expected<void>> Session::signOut()
{
    const auto d = m_d;
    ApiRequest request{.method = "DELETE", .path = u"/v1/session"_s};
    const auto reply = co_await d->send(std::move(request));
    d->end({});
    if (!reply && !endsSession(reply.error().type))
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<void>> Session::setPin(signing::Secret current, signing::Secret pin)
{
    const auto d = m_d;
    const json::Object body{
        {"current"_L1, current.isEmpty() ? json::Value() : json::Value(QString::fromLatin1(current.view()))},
        {"pin"_L1, QString::fromLatin1(pin.view())}};
    ApiRequest request{.method = "PUT", .path = u"/v1/pin"_s, .body = body};
    const auto reply = co_await d->send(std::move(request));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return Expected<void>();
}

Task<Expected<ApiReply>> Session::send(ApiRequest request)
{
    return m_d->send(std::move(request));
}

const std::optional<SessionInfo> &Session::info() const
{
    return m_d->info;
}

const deployment::DeploymentFile &Session::deployment() const
{
    return m_d->deployment;
}

qint64 Session::now() const
{
    return m_d->clock.now();
}

std::shared_ptr<signing::Signer> Session::signer() const
{
    return m_d->signer;
}

} // namespace enigm::client

#include "Session.moc"
